environment = "production"
project     = "crm"

cluster = {
  allow = {
    office = "203.0.113.0/24"
  }
  backup_frequency_minutes = 60
  backup_retention_days    = 30
  cloud_provider           = "AWS"
  database                 = "crm"
  delete_protection        = true
  name                     = "crm-production"
  private_nodes            = true
  regions = [
    {
      name  = "ap-northeast-2"
      nodes = 3
    },
  ]
  storage_gib = 150
  user        = "crm_app"
  vcpus       = 8
}

labels = {}
