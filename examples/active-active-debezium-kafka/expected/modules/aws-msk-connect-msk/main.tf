locals {
  plugin_name = "${var.name}-debezium-${replace(var.plugin.version, ".", "-")}-${substr(var.plugin.sha256, 0, 8)}"

  # A secret has a name of its own, known once it is made: the settings have a word in its place.
  connectors = {
    for name, connector in var.connectors : name => merge(connector, {
      settings = {
        for key, value in connector.settings :
        key => replace(replace(value, "<aws-secret>", local.secret_names["aws"]), "<gcp-secret>", local.secret_names["gcp"])
      }
    })
  }

  secret_names = { for side, arn in var.secret_arns : side => replace(split(":", arn)[6], "/-[A-Za-z0-9]{6}$/", "") }

  worker = {
    "config.providers"                            = "secretManager"
    "config.providers.secretManager.class"        = "com.amazonaws.kafka.config.providers.SecretsManagerConfigProvider"
    "config.providers.secretManager.param.region" = var.region
    "key.converter"                               = "org.apache.kafka.connect.json.JsonConverter"
    "value.converter"                             = "org.apache.kafka.connect.json.JsonConverter"
  }

  # The name of a file of settings is taken for good, so what is in it is part of the name.
  workers = {
    for name, connector in var.connectors : name => join("\n", [
      for key, value in merge(local.worker, connector.source ? { "offset.storage.topic" = "${name}-offsets" } : {}) : "${key}=${value}"
    ])
  }
}

# The archive is that version of the object, whatever is uploaded later.
resource "aws_mskconnect_custom_plugin" "this" {
  name         = local.plugin_name
  content_type = "ZIP"
  description  = "Debezium ${var.plugin.version}, SHA-256 ${var.plugin.sha256}"

  location {
    s3 {
      bucket_arn     = "arn:${var.partition}:s3:::${var.plugin.bucket}"
      file_key       = var.plugin.key
      object_version = var.plugin.object_version
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_mskconnect_worker_configuration" "this" {
  for_each = local.workers

  name                    = "${each.key}-${substr(sha256(each.value), 0, 8)}"
  properties_file_content = each.value

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "workers" {
  name              = "/aws/msk-connect/${var.name}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_mskconnect_connector" "this" {
  for_each = var.start ? local.connectors : {}

  name                       = each.key
  connector_configuration    = each.value.settings
  kafkaconnect_version       = var.connect_version
  service_execution_role_arn = aws_iam_role.this.arn

  capacity {
    provisioned_capacity {
      mcu_count    = var.mcu
      worker_count = 1
    }
  }

  kafka_cluster {
    apache_kafka_cluster {
      bootstrap_servers = var.bootstrap_servers

      vpc {
        security_groups = [aws_security_group.this.id]
        subnets         = values(var.subnet_ids)
      }
    }
  }

  kafka_cluster_client_authentication {
    authentication_type = "IAM"
  }

  kafka_cluster_encryption_in_transit {
    encryption_type = "TLS"
  }

  log_delivery {
    worker_log_delivery {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.workers.name
      }
    }
  }

  plugin {
    custom_plugin {
      arn      = aws_mskconnect_custom_plugin.this.arn
      revision = aws_mskconnect_custom_plugin.this.latest_revision
    }
  }

  worker_configuration {
    arn      = aws_mskconnect_worker_configuration.this[each.key].arn
    revision = aws_mskconnect_worker_configuration.this[each.key].latest_revision
  }

  # A worker that may not yet read its secrets fails, and its connector with it.
  depends_on = [
    aws_iam_role_policy.this,
    aws_vpc_security_group_egress_rule.brokers,
    aws_vpc_security_group_egress_rule.database,
    aws_vpc_security_group_egress_rule.peer,
    aws_vpc_security_group_egress_rule.secrets,
    aws_vpc_security_group_ingress_rule.brokers,
    aws_vpc_security_group_ingress_rule.database,
  ]
}
