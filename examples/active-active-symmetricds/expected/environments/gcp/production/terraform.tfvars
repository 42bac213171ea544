environment    = "production"
project        = "crm"
project_id     = "crm-production"
project_number = "123456789012"
region         = "asia-northeast3"

database = {
  admin_password_version = 1
  admin_username         = "crm_admin"
  availability_type      = "REGIONAL"
  backup = {
    enabled                        = true
    final_backup_days              = 30
    location                       = "asia-northeast3"
    point_in_time_recovery         = true
    retain_on_delete               = true
    retained_backups               = 14
    start_time                     = "17:00"
    transaction_log_retention_days = 7
  }
  connector_enforcement   = "NOT_REQUIRED"
  database_name           = "crm"
  database_version        = "POSTGRES_15"
  deletion_protection     = true
  deletion_protection_api = true
  disk = {
    autoresize_limit_gib = 500
    size_gib             = 50
    type                 = "PD_SSD"
  }
  edition = "ENTERPRISE"
  flags = {
    "cloudsql.iam_authentication" = "on"
    log_checkpoints               = "on"
    log_connections               = "on"
    log_disconnections            = "on"
    log_lock_waits                = "on"
    log_temp_files                = "10240"
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
  name = "crm-production-pg-082b68"
  placement = {
    secondary_zone = "asia-northeast3-b"
    zone           = "asia-northeast3-a"
  }
  public_ip      = false
  server_ca_mode = "GOOGLE_MANAGED_INTERNAL_CA"
  ssl_mode       = "ENCRYPTED_ONLY"
  tier           = "db-custom-4-16384"
}

labels = {}

monitoring = {
  databases = {
    database = {
      connections = 400
      cpu         = 0.8
      disk        = 0.85
      memory      = 0.9
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
  name = "crm-production"
  nat = {
    log_filter       = "ERRORS_ONLY"
    min_ports_per_vm = 64
  }
  nodes = {
    ip_cidr_range          = "10.20.0.0/20"
    pods_ip_cidr_range     = "10.21.0.0/16"
    services_ip_cidr_range = "10.22.0.0/20"
  }
  private_services = {
    export_custom_routes = true
    import_custom_routes = false
    ip_cidr_range        = "10.23.0.0/20"
  }
  routing_mode = "GLOBAL"
  subnets      = {}
}
