environment = "production"
project     = "crm"
project_id  = "crm-production"
region      = "asia-northeast1"

labels = {}

monitoring = {
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
    pods_ip_cidr_range     = "10.24.0.0/16"
    services_ip_cidr_range = "10.22.0.0/20"
  }
  private_services = {
    export_custom_routes = false
    import_custom_routes = false
    ip_cidr_range        = "10.20.16.0/20"
  }
  routing_mode = "GLOBAL"
  subnets      = {}
}
