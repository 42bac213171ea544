environment    = "production"
project        = "shop"
project_id     = "shop-production"
project_number = "123456789012"
region         = "europe-west3"

cache = {
  authorization_mode = "IAM_AUTH"
  backup = {
    retention_days = 30
    start_hour     = 2
  }
  configs             = {}
  deletion_protection = true
  engine_version      = "VALKEY_8_0"
  maintenance_window = {
    day  = "SUNDAY"
    hour = 19
  }
  mode                    = "CLUSTER"
  name                    = "shop-production"
  node_type               = "HIGHMEM_MEDIUM"
  replica_count           = 1
  shard_count             = 3
  snapshot_period         = "TWELVE_HOURS"
  transit_encryption_mode = "SERVER_AUTHENTICATION"
  zone                    = null
}

database = {
  admin_password_version = 1
  admin_username         = "shop_admin"
  availability_type      = "REGIONAL"
  backup = {
    enabled                        = true
    final_backup_days              = 30
    location                       = "europe-west3"
    point_in_time_recovery         = true
    retain_on_delete               = true
    retained_backups               = 14
    start_time                     = "17:00"
    transaction_log_retention_days = 7
  }
  connector_enforcement   = "NOT_REQUIRED"
  database_name           = "shop"
  database_version        = "MYSQL_8_4"
  deletion_protection     = true
  deletion_protection_api = true
  disk = {
    autoresize_limit_gib = 500
    size_gib             = 50
    type                 = "PD_SSD"
  }
  edition = "ENTERPRISE_PLUS"
  flags = {
    cloudsql_iam_authentication = "on"
    local_infile                = "off"
    log_output                  = "FILE"
    long_query_time             = "2"
    slow_query_log              = "on"
  }
  iam_grants = true
  iam_users  = {}
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
  name = "shop-production-mysql-94cd17"
  placement = {
    secondary_zone = "europe-west3-b"
    zone           = "europe-west3-a"
  }
  public_ip = false
  replicas = {
    reports = {
      name = "shop-production-mysql-94cd17-reports"
      tier = "db-perf-optimized-N-4"
      zone = "europe-west3-c"
    }
  }
  server_ca_mode = "GOOGLE_MANAGED_INTERNAL_CA"
  ssl_mode       = "ENCRYPTED_ONLY"
  tier           = "db-perf-optimized-N-4"
}

labels = {}

monitoring = {
  cache = {
    thresholds = {
      cpu       = 0.8
      evictions = 100
      memory    = 0.9
    }
  }
  databases = {
    database = {
      cpu    = 0.8
      disk   = 0.85
      memory = 0.9
    }
    database-reports = {
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
      emails      = []
    }
  }
}

network = {
  firewall_rules = {}
  flow_logs = {
    aggregation_interval = "INTERVAL_5_SEC"
    metadata             = "INCLUDE_ALL_METADATA"
    sampling             = 0.50
  }
  name = "shop-production"
  nat = {
    log_filter       = "ERRORS_ONLY"
    min_ports_per_vm = 64
  }
  nodes = {
    ip_cidr_range          = "10.50.0.0/20"
    pods_ip_cidr_range     = "10.51.0.0/16"
    services_ip_cidr_range = "10.50.32.0/20"
  }
  private_services = {
    export_custom_routes = false
    import_custom_routes = false
    ip_cidr_range        = "10.50.16.0/20"
  }
  routing_mode = "GLOBAL"
  subnets      = {}
}
