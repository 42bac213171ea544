environment                 = "production"
impersonate_service_account = "terraform@ledger-production.iam.gserviceaccount.com"
project                     = "ledger"
project_id                  = "ledger-production"
region                      = "asia-northeast1"

labels = {
  team = "ledger"
}

monitoring = {
  recipients = {
    alerts = {
      channel_ids = ["projects/ledger-production/notificationChannels/1234567890123456789"]
      emails      = []
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
  name = "ledger-production"
  nat = {
    log_filter       = "ERRORS_ONLY"
    min_ports_per_vm = 64
  }
  nodes = {
    ip_cidr_range          = "10.80.0.0/20"
    pods_ip_cidr_range     = "10.81.0.0/16"
    services_ip_cidr_range = "10.82.0.0/20"
  }
  private_services = {
    export_custom_routes = true
    import_custom_routes = false
    ip_cidr_range        = "10.83.0.0/20"
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
