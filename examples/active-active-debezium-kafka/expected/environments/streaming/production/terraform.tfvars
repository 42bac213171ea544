account_id  = "111122223333"
aws_region  = "ap-northeast-2"
environment = "production"
partition   = "aws"
project     = "crm"

aws_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/aws.tfstate"
  region = "ap-northeast-2"
}

cluster = {
  broker = "kafka.m7g.large"
  copies = 3
  storage = {
    gib     = 100
    max_gib = 1000
  }
  version = "3.9.x.kraft"
}

connectors = {
  crm-production-aws-sink = {
    settings = {
      "batch.size"                                      = "1000"
      "collection.name.format"                          = "$${source.schema}.$${source.table}"
      "config.action.reload"                            = "none"
      "connection.password"                             = "$${secretManager:<aws-secret>:password}"
      "connection.restart.on.errors"                    = "true"
      "connection.url"                                  = "jdbc:postgresql://$${secretManager:<aws-secret>:host}:$${secretManager:<aws-secret>:port}/crm?sslmode=require&tcpKeepAlive=true"
      "connection.username"                             = "$${secretManager:<aws-secret>:username}"
      "connector.class"                                 = "io.debezium.connector.jdbc.JdbcSinkConnector"
      "delete.enabled"                                  = "false"
      "errors.deadletterqueue.context.headers.enable"   = "true"
      "errors.deadletterqueue.topic.name"               = "crm-production-dead-letters-aws"
      "errors.deadletterqueue.topic.replication.factor" = "3"
      "errors.log.enable"                               = "true"
      "errors.log.include.messages"                     = "false"
      "errors.tolerance"                                = "all"
      "insert.mode"                                     = "upsert"
      "key.converter"                                   = "org.apache.kafka.connect.json.JsonConverter"
      "key.converter.schemas.enable"                    = "true"
      "primary.key.mode"                                = "record_key"
      "quote.identifiers"                               = "true"
      "schema.evolution"                                = "none"
      "tasks.max"                                       = "3"
      topics                                            = "crm-production-gcp.public.contacts,crm-production-gcp.public.notes,crm-production-gcp.mcgen.marks"
      "truncate.enabled"                                = "false"
      "use.time.zone"                                   = "UTC"
      "value.converter"                                 = "org.apache.kafka.connect.json.JsonConverter"
      "value.converter.schemas.enable"                  = "true"
    }
    source = false
  }
  crm-production-aws-source = {
    settings = {
      "config.action.reload"                      = "none"
      "connector.class"                           = "io.debezium.connector.postgresql.PostgresConnector"
      "database.dbname"                           = "crm"
      "database.hostname"                         = "$${secretManager:<aws-secret>:host}"
      "database.password"                         = "$${secretManager:<aws-secret>:password}"
      "database.port"                             = "$${secretManager:<aws-secret>:port}"
      "database.sslmode"                          = "require"
      "database.user"                             = "$${secretManager:<aws-secret>:username}"
      "errors.tolerance"                          = "none"
      "event.processing.failure.handling.mode"    = "fail"
      "heartbeat.action.query"                    = "INSERT INTO mcgen.marks (site, mark) VALUES ('aws', 'heartbeat') ON CONFLICT (site) DO UPDATE SET mark = excluded.mark, marked_at = clock_timestamp()"
      "heartbeat.interval.ms"                     = "60000"
      "key.converter"                             = "org.apache.kafka.connect.json.JsonConverter"
      "key.converter.schemas.enable"              = "true"
      "max.batch.size"                            = "4096"
      "plugin.name"                               = "pgoutput"
      "publication.autocreate.mode"               = "disabled"
      "publication.name"                          = "crm_publication"
      "skipped.operations"                        = "d,t"
      "slot.drop.on.stop"                         = "false"
      "slot.name"                                 = "crm_debezium"
      "snapshot.mode"                             = "when_needed"
      "table.include.list"                        = "public.contacts,public.notes,mcgen.marks"
      "tasks.max"                                 = "1"
      "tombstones.on.delete"                      = "false"
      "topic.creation.default.cleanup.policy"     = "compact"
      "topic.creation.default.partitions"         = "3"
      "topic.creation.default.replication.factor" = "-1"
      "topic.prefix"                              = "crm-production-aws"
      "value.converter"                           = "org.apache.kafka.connect.json.JsonConverter"
      "value.converter.schemas.enable"            = "true"
    }
    source = true
  }
  crm-production-gcp-sink = {
    settings = {
      "batch.size"                                      = "1000"
      "collection.name.format"                          = "$${source.schema}.$${source.table}"
      "config.action.reload"                            = "none"
      "connection.password"                             = "$${secretManager:<gcp-secret>:password}"
      "connection.restart.on.errors"                    = "true"
      "connection.url"                                  = "jdbc:postgresql://$${secretManager:<gcp-secret>:host}:$${secretManager:<gcp-secret>:port}/crm?sslmode=require&tcpKeepAlive=true"
      "connection.username"                             = "$${secretManager:<gcp-secret>:username}"
      "connector.class"                                 = "io.debezium.connector.jdbc.JdbcSinkConnector"
      "delete.enabled"                                  = "false"
      "errors.deadletterqueue.context.headers.enable"   = "true"
      "errors.deadletterqueue.topic.name"               = "crm-production-dead-letters-gcp"
      "errors.deadletterqueue.topic.replication.factor" = "3"
      "errors.log.enable"                               = "true"
      "errors.log.include.messages"                     = "false"
      "errors.tolerance"                                = "all"
      "insert.mode"                                     = "upsert"
      "key.converter"                                   = "org.apache.kafka.connect.json.JsonConverter"
      "key.converter.schemas.enable"                    = "true"
      "primary.key.mode"                                = "record_key"
      "quote.identifiers"                               = "true"
      "schema.evolution"                                = "none"
      "tasks.max"                                       = "3"
      topics                                            = "crm-production-aws.public.contacts,crm-production-aws.public.notes,crm-production-aws.mcgen.marks"
      "truncate.enabled"                                = "false"
      "use.time.zone"                                   = "UTC"
      "value.converter"                                 = "org.apache.kafka.connect.json.JsonConverter"
      "value.converter.schemas.enable"                  = "true"
    }
    source = false
  }
  crm-production-gcp-source = {
    settings = {
      "config.action.reload"                      = "none"
      "connector.class"                           = "io.debezium.connector.postgresql.PostgresConnector"
      "database.dbname"                           = "crm"
      "database.hostname"                         = "$${secretManager:<gcp-secret>:host}"
      "database.password"                         = "$${secretManager:<gcp-secret>:password}"
      "database.port"                             = "$${secretManager:<gcp-secret>:port}"
      "database.sslmode"                          = "require"
      "database.user"                             = "$${secretManager:<gcp-secret>:username}"
      "errors.tolerance"                          = "none"
      "event.processing.failure.handling.mode"    = "fail"
      "heartbeat.action.query"                    = "INSERT INTO mcgen.marks (site, mark) VALUES ('gcp', 'heartbeat') ON CONFLICT (site) DO UPDATE SET mark = excluded.mark, marked_at = clock_timestamp()"
      "heartbeat.interval.ms"                     = "60000"
      "key.converter"                             = "org.apache.kafka.connect.json.JsonConverter"
      "key.converter.schemas.enable"              = "true"
      "max.batch.size"                            = "4096"
      "plugin.name"                               = "pgoutput"
      "publication.autocreate.mode"               = "disabled"
      "publication.name"                          = "crm_publication"
      "skipped.operations"                        = "d,t"
      "slot.drop.on.stop"                         = "false"
      "slot.name"                                 = "crm_debezium"
      "snapshot.mode"                             = "when_needed"
      "table.include.list"                        = "public.contacts,public.notes,mcgen.marks"
      "tasks.max"                                 = "1"
      "tombstones.on.delete"                      = "false"
      "topic.creation.default.cleanup.policy"     = "compact"
      "topic.creation.default.partitions"         = "3"
      "topic.creation.default.replication.factor" = "-1"
      "topic.prefix"                              = "crm-production-gcp"
      "value.converter"                           = "org.apache.kafka.connect.json.JsonConverter"
      "value.converter.schemas.enable"            = "true"
    }
    source = true
  }
}

gcp_state = {
  bucket = "crm-production-tfstate-crm-production"
  prefix = "crm/production/gcp"
}

monitoring = {
  dead_letters = ["crm-production-dead-letters-aws", "crm-production-dead-letters-gcp"]
  minutes      = 5
  thresholds = {
    disk = 85
  }
}

plugin = {
  bucket         = "crm-production-plugins"
  key            = "debezium-3.6.3.zip"
  object_version = "3sL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY"
  sha256         = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
  version        = "3.6.3.Final"
}

streaming = {
  connect_version    = "3.7.x"
  log_retention_days = 90
  mcu                = 1
  name               = "crm-production"
  password_version   = 1
  peer_cidr_blocks = {
    private-services = "10.23.0.0/20"
  }
  role_name = "crm-production-connectors"
  secrets_cidr_blocks = {
    internet = "0.0.0.0/0"
  }
  start    = true
  username = "crm_replication"
}

tags = {}
