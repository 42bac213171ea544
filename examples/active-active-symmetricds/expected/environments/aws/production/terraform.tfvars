account_id  = "111122223333"
environment = "production"
partition   = "aws"
project     = "crm"
region      = "ap-northeast-2"

database = {
  allow_major_version_upgrade = false
  apply_immediately           = false
  auto_minor_version_upgrade  = true
  backup_retention_days       = 14
  backup_window               = "17:00-17:30"
  ca_certificate              = "rds-ca-rsa2048-g1"
  class                       = "db.m7g.large"
  client_cidr_blocks = {
    "10.20.0.0/20" = "10.20.0.0/20"
    "private/a"    = "10.30.128.0/19"
    "private/c"    = "10.30.192.0/19"
  }
  client_security_group_ids = {}
  database_name             = "crm"
  deletion_protection       = true
  engine_version            = "15"
  extended_support          = false
  final_snapshot_prefix     = "crm-production-final"
  iam_auth                  = true
  insights = {
    enabled        = true
    mode           = "advanced"
    retention_days = 465
  }
  log_exports                 = ["iam-db-auth-error", "postgresql", "upgrade"]
  log_retention_days          = 90
  maintenance_window          = "sun:18:00-sun:19:00"
  master_username             = "crm_admin"
  monitoring_interval_seconds = 60
  monitoring_role_name        = "crm-production-rds-monitoring"
  multi_az                    = true
  name                        = "crm-production"
  parameter_family            = "postgres15"
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
      value        = "2000"
    }
    log_statement = {
      apply_method = "immediate"
      value        = "ddl"
    }
    log_temp_files = {
      apply_method = "immediate"
      value        = "10240"
    }
  }
  port                = 5432
  publicly_accessible = false
  require_tls         = true
  storage = {
    encrypted        = true
    iops             = null
    max_size_gib     = 1000
    size_gib         = 200
    throughput_mibps = null
    type             = "gp3"
  }
  zone = null
}

monitoring = {
  databases = {
    database = {
      connections  = 648
      cpu          = 80
      down         = 1
      free-memory  = 858783744
      free-storage = 32212254720
      queue-depth  = 64
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
      emails     = []
      topic_arns = []
    }
  }
}

network = {
  cidr_block               = "10.30.0.0/16"
  dns_hostnames            = true
  dns_support              = true
  flow_logs_retention_days = 90
  gateway_endpoints        = ["s3"]
  isolated_acl_rules = {
    "100" = "10.30.0.0/16"
    "110" = "10.20.0.0/20"
  }
  name = "crm-production"
  nat_gateway_zones = {
    a = "a"
    c = "c"
  }
  secondary_cidr_blocks = []
  subnet_tags           = {}
  subnets = {
    database = {
      a = "10.30.16.0/22"
      c = "10.30.24.0/22"
    }
    private = {
      a = "10.30.128.0/19"
      c = "10.30.192.0/19"
    }
    public = {
      a = "10.30.0.0/22"
      c = "10.30.8.0/22"
    }
  }
  zones = {
    a = "ap-northeast-2a"
    c = "ap-northeast-2c"
  }
}

tags = {}
