environment                 = "production"
impersonate_service_account = "terraform@ledger-production.iam.gserviceaccount.com"
project                     = "ledger"
project_id                  = "ledger-production"
project_number              = "123456789012"
region                      = "asia-northeast1"

cache = {
  alternative_zone    = "asia-northeast1-b"
  auth_secret_version = 1
  configs             = {}
  deletion_protection = true
  engine_version      = "REDIS_7_2"
  maintenance_window = {
    day  = "SUNDAY"
    hour = 19
  }
  memory_size_gib         = 8
  name                    = "ledger-production"
  read_replicas           = 2
  snapshot_period         = "TWELVE_HOURS"
  tier                    = "STANDARD_HA"
  transit_encryption_mode = "SERVER_AUTHENTICATION"
  zone                    = "asia-northeast1-a"
}

database = {
  admin_password_version = 1
  admin_username         = "ledger_admin"
  availability_type      = "REGIONAL"
  backup = {
    enabled                        = true
    final_backup_days              = 90
    location                       = "asia-northeast1"
    point_in_time_recovery         = true
    retain_on_delete               = true
    retained_backups               = 30
    start_time                     = "16:00"
    transaction_log_retention_days = 7
  }
  connector_enforcement   = "NOT_REQUIRED"
  database_name           = "ledger"
  database_version        = "POSTGRES_17"
  deletion_protection     = true
  deletion_protection_api = true
  disk = {
    autoresize_limit_gib = 2000
    size_gib             = 500
    type                 = "PD_SSD"
  }
  edition = "ENTERPRISE"
  flags = {
    "cloudsql.iam_authentication" = "on"
    "cloudsql.logical_decoding"   = "on"
    log_checkpoints               = "on"
    log_connections               = "on"
    log_disconnections            = "on"
    log_lock_waits                = "on"
    log_min_duration_statement    = "500"
    log_temp_files                = "10240"
  }
  iam_grants = true
  iam_users = {
    "group:dba@example.com" = {
      member = "group:dba@example.com"
      name   = "dba@example.com"
      type   = "CLOUD_IAM_GROUP"
    }
    "serviceAccount:ledger@ledger-production.iam.gserviceaccount.com" = {
      member = "serviceAccount:ledger@ledger-production.iam.gserviceaccount.com"
      name   = "ledger@ledger-production.iam"
      type   = "CLOUD_IAM_SERVICE_ACCOUNT"
    }
  }
  insights = {
    query_plans_per_minute = 5
    query_string_length    = 1024
    record_client_address  = true
  }
  maintenance_window = {
    day   = 7
    hour  = 18
    track = "stable"
  }
  name = "ledger-production-pg-2a093c"
  placement = {
    secondary_zone = "asia-northeast1-b"
    zone           = "asia-northeast1-a"
  }
  public_ip = false
  replicas = {
    reports = {
      name = "ledger-production-pg-2a093c-reports"
      tier = "db-custom-4-16384"
      zone = "asia-northeast1-c"
    }
  }
  server_ca_mode = "GOOGLE_MANAGED_INTERNAL_CA"
  ssl_mode       = "ENCRYPTED_ONLY"
  tier           = "db-custom-4-16384"
}

labels = {
  cost-center = "77"
  team        = "ledger"
}

monitoring = {
  cache = {
    thresholds = {
      cpu             = 0.8
      evictions       = 100
      memory          = 0.9
      replication-lag = 60
    }
  }
  databases = {
    database = {
      connections = 400
      cpu         = 0.8
      disk        = 0.85
      memory      = 0.9
      slot-wal    = 15099494400
    }
    database-reports = {
      connections     = 400
      cpu             = 0.8
      disk            = 0.85
      memory          = 0.9
      replica-lag     = 60
      replica-stopped = 0
    }
  }
  lag_minutes = 2
  minutes     = 5
  recipients = {
    alerts = {
      channel_ids = []
      emails      = ["databases@example.com"]
    }
    pages = {
      channel_ids = []
      emails      = ["on-call@example.com"]
    }
  }
}

network = {
  firewall_rules = {
    health-tcp = {
      description   = ""
      name          = "ledger-production-health-tcp"
      ports         = ["8080"]
      priority      = 1000
      protocol      = "tcp"
      source_ranges = ["10.80.16.0/24"]
      target_tags   = []
    }
  }
  flow_logs = {
    aggregation_interval = "INTERVAL_5_SEC"
    metadata             = "INCLUDE_ALL_METADATA"
    sampling             = 0.50
  }
  name = "ledger-production"
  nat = {
    log_filter       = "ALL"
    min_ports_per_vm = 128
  }
  nodes = {
    ip_cidr_range          = "10.80.0.0/20"
    pods_ip_cidr_range     = "10.81.0.0/16"
    services_ip_cidr_range = "10.80.48.0/20"
  }
  private_services = {
    export_custom_routes = false
    import_custom_routes = false
    ip_cidr_range        = "10.80.32.0/20"
  }
  routing_mode = "GLOBAL"
  subnets = {
    batch = {
      ip_cidr_range = "10.80.16.0/24"
      name          = "ledger-production-batch"
      region        = "asia-northeast1"
    }
  }
}
