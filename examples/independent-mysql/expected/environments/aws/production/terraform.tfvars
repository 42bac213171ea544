account_id      = "111122223333"
assume_role_arn = "arn:aws:iam::111122223333:role/terraform"
environment     = "production"
partition       = "aws"
project         = "orders"
region          = "us-east-1"

cache = {
  apply_immediately  = false
  at_rest_encryption = true
  client_cidr_blocks = {
    "private/a" = "10.60.128.0/20"
    "private/b" = "10.60.144.0/20"
    "private/c" = "10.60.160.0/20"
  }
  client_security_group_ids = {}
  data_tiering              = false
  default_user_id           = "orders-production-default"
  engine_version            = "7.1"
  final_snapshot_prefix     = "orders-production-final"
  log_retention_days        = 90
  maintenance_window        = "sun:19:00-sun:20:00"
  multi_az                  = true
  name                      = "orders-production"
  node_type                 = "cache.r7g.large"
  parameter_family          = "redis7"
  parameters = {
    maxmemory-policy = "allkeys-lru"
  }
  port                    = 6379
  replicas_per_shard      = 1
  shards                  = 3
  snapshot_retention_days = 7
  snapshot_window         = "16:00-17:00"
  transit_encryption      = "required"
  user_name               = "orders-production-app"
}

database = {
  allow_major_version_upgrade = false
  apply_immediately           = false
  auto_minor_version_upgrade  = true
  backup_retention_days       = 14
  backup_window               = "17:00-17:30"
  ca_certificate              = "rds-ca-rsa2048-g1"
  class                       = "db.r7g.large"
  client_cidr_blocks = {
    "private/a" = "10.60.128.0/20"
    "private/b" = "10.60.144.0/20"
    "private/c" = "10.60.160.0/20"
  }
  client_security_group_ids = {}
  database_name             = "orders"
  deletion_protection       = true
  engine_version            = "8.4"
  extended_support          = false
  final_snapshot_prefix     = "orders-production-final"
  iam_auth                  = true
  insights = {
    enabled        = true
    mode           = "advanced"
    retention_days = 465
  }
  log_exports                 = ["iam-db-auth-error", "error", "slowquery"]
  log_retention_days          = 90
  maintenance_window          = "sun:18:00-sun:19:00"
  master_username             = "orders_admin"
  monitoring_interval_seconds = 60
  monitoring_role_name        = "orders-production-rds-monitoring"
  multi_az                    = true
  name                        = "orders-production"
  parameter_family            = "mysql8.4"
  parameters = {
    log_output = {
      apply_method = "immediate"
      value        = "FILE"
    }
    long_query_time = {
      apply_method = "immediate"
      value        = "1"
    }
    slow_query_log = {
      apply_method = "immediate"
      value        = "1"
    }
  }
  password_rotation_days = 30
  port                   = 3306
  proxy = {
    borrow_timeout_seconds       = 120
    idle_client_timeout_seconds  = 1800
    max_connections_percent      = 90
    max_idle_connections_percent = 40
    name                         = "orders-production"
    role_name                    = "orders-production-rds-proxy"
  }
  publicly_accessible = false
  require_tls         = true
  storage = {
    encrypted        = true
    iops             = 12000
    max_size_gib     = 2000
    size_gib         = 400
    throughput_mibps = 500
    type             = "gp3"
  }
  zone = null
}

monitoring = {
  cache = {
    nodes = ["0001-001", "0001-002", "0002-001", "0002-002", "0003-001", "0003-002"]
    thresholds = {
      cpu             = 80
      down            = 1
      engine-cpu      = 80
      evictions       = 1000
      memory          = 90
      replication-lag = 60
    }
  }
  databases = {
    database = {
      connections  = 859
      cpu          = 80
      down         = 1
      free-memory  = 1717567488
      free-storage = 64424509440
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
  cidr_block               = "10.60.0.0/16"
  dns_hostnames            = true
  dns_support              = true
  flow_logs_retention_days = 90
  gateway_endpoints        = ["s3"]
  interface_endpoints      = ["secretsmanager"]
  isolated_acl_rules = {
    "100" = "10.60.0.0/16"
  }
  name = "orders-production"
  nat_gateway_zones = {
    a = "a"
    b = "b"
    c = "c"
  }
  secondary_cidr_blocks = []
  subnet_tags           = {}
  subnets = {
    cache = {
      a = "10.60.32.0/23"
      b = "10.60.34.0/23"
      c = "10.60.36.0/23"
    }
    database = {
      a = "10.60.16.0/23"
      b = "10.60.18.0/23"
      c = "10.60.20.0/23"
    }
    private = {
      a = "10.60.128.0/20"
      b = "10.60.144.0/20"
      c = "10.60.160.0/20"
    }
    public = {
      a = "10.60.0.0/23"
      b = "10.60.2.0/23"
      c = "10.60.4.0/23"
    }
  }
  zones = {
    a = "us-east-1a"
    b = "us-east-1b"
    c = "us-east-1c"
  }
}

tags = {
  team = "orders"
}
