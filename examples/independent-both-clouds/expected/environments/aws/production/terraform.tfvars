account_id  = "111122223333"
environment = "production"
partition   = "aws"
project     = "ledger"
region      = "ap-northeast-1"

cache = {
  apply_immediately  = false
  at_rest_encryption = true
  automatic_failover = true
  client_cidr_blocks = {
    "private/a" = "10.70.16.0/20"
    "private/c" = "10.70.32.0/20"
  }
  client_security_group_ids = {}
  data_tiering              = false
  engine_version            = "8.0"
  final_snapshot_prefix     = "ledger-production-final"
  log_retention_days        = 365
  maintenance_window        = "sun:19:00-sun:20:00"
  multi_az                  = true
  name                      = "ledger-production"
  node_type                 = "cache.m7g.large"
  nodes                     = 3
  parameter_family          = "valkey8"
  parameters                = {}
  port                      = 6379
  snapshot_retention_days   = 7
  snapshot_window           = "16:00-17:00"
  transit_encryption        = "required"
  user_name                 = "ledger-production-app"
}

database = {
  allow_major_version_upgrade = false
  apply_immediately           = false
  auto_minor_version_upgrade  = true
  backup_retention_days       = 35
  backup_window               = "16:00-16:30"
  ca_certificate              = "rds-ca-rsa2048-g1"
  class                       = "db.m7g.xlarge"
  client_cidr_blocks = {
    "private/a" = "10.70.16.0/20"
    "private/c" = "10.70.32.0/20"
  }
  client_security_group_ids = {}
  database_name             = "ledger"
  deletion_protection       = true
  engine_version            = "17"
  extended_support          = false
  final_snapshot_prefix     = "ledger-production-final"
  iam_auth                  = true
  insights = {
    enabled        = true
    mode           = "advanced"
    retention_days = 465
  }
  kms_key_arn                 = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  log_exports                 = ["iam-db-auth-error", "postgresql", "upgrade"]
  log_retention_days          = 365
  maintenance_window          = "sat:17:00-sat:18:00"
  master_username             = "ledger_admin"
  monitoring_interval_seconds = 60
  monitoring_role_name        = "ledger-production-rds-monitoring"
  multi_az                    = true
  name                        = "ledger-production"
  parameter_family            = "postgres17"
  parameters = {
    log_connections = {
      apply_method = "immediate"
      value        = "1"
    }
    log_disconnections = {
      apply_method = "immediate"
      value        = "1"
    }
    log_lock_waits = {
      apply_method = "immediate"
      value        = "1"
    }
    log_min_duration_statement = {
      apply_method = "immediate"
      value        = "500"
    }
    log_statement = {
      apply_method = "immediate"
      value        = "ddl"
    }
    log_temp_files = {
      apply_method = "immediate"
      value        = "10240"
    }
    max_replication_slots = {
      apply_method = "pending-reboot"
      value        = "20"
    }
    max_slot_wal_keep_size = {
      apply_method = "immediate"
      value        = "51200"
    }
    max_wal_senders = {
      apply_method = "pending-reboot"
      value        = "20"
    }
    max_worker_processes = {
      apply_method = "pending-reboot"
      value        = "13"
    }
    "rds.logical_replication" = {
      apply_method = "pending-reboot"
      value        = "1"
    }
  }
  port                = 5432
  publicly_accessible = false
  require_tls         = true
  storage = {
    encrypted        = true
    iops             = null
    max_size_gib     = 2000
    size_gib         = 500
    throughput_mibps = null
    type             = "gp3"
  }
  zone = null
}

monitoring = {
  cache = {
    nodes = ["001", "002", "003"]
    thresholds = {
      cpu             = 80
      down            = 1
      engine-cpu      = 80
      evictions       = 100
      memory          = 90
      replication-lag = 60
    }
  }
  databases = {
    database = {
      connections      = 1297
      cpu              = 80
      down             = 1
      free-memory      = 1717567488
      free-storage     = 80530636800
      queue-depth      = 64
      slot-wal         = 15099494400
      transaction-logs = 30198988800
    }
  }
  lag_minutes = 2
  minutes     = 5
  recipients = {
    alerts = {
      emails     = ["databases@example.com"]
      topic_arns = []
    }
    pages = {
      emails     = ["on-call@example.com"]
      topic_arns = []
    }
  }
}

network = {
  cidr_block               = "10.70.0.0/16"
  dns_hostnames            = true
  dns_support              = true
  flow_logs_retention_days = 365
  gateway_endpoints        = ["s3"]
  isolated_acl_rules = {
    "100" = "10.70.0.0/16"
  }
  name = "ledger-production"
  nat_gateway_zones = {
    a = "a"
    c = "c"
  }
  secondary_cidr_blocks = []
  subnet_tags           = {}
  subnets = {
    cache = {
      a = "10.70.3.0/26"
      c = "10.70.3.64/26"
    }
    database = {
      a = "10.70.2.0/26"
      c = "10.70.2.64/26"
    }
    private = {
      a = "10.70.16.0/20"
      c = "10.70.32.0/20"
    }
    public = {
      a = "10.70.0.0/24"
      c = "10.70.1.0/24"
    }
  }
  zones = {
    a = "ap-northeast-1a"
    c = "ap-northeast-1c"
  }
}

tags = {
  cost-center = "77"
  team        = "ledger"
}
