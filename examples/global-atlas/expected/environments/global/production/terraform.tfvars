environment = "production"
project     = "crm"

cluster = {
  alert_emails = ["databases@example.com"]
  allow = {
    office = "203.0.113.0/24"
  }
  aws_client_region      = "AP_NORTHEAST_2"
  backup_retention_days  = 30
  database               = "crm"
  delete_protection      = true
  instance_size          = "M30"
  mongo_db_major_version = "8.0"
  name                   = "crm-production"
  project_id             = "0123456789abcdef01234567"
  regions = [
    {
      cloud = "AWS"
      name  = "AP_NORTHEAST_2"
      nodes = 2
    },
    {
      cloud = "GCP"
      name  = "ASIA_NORTHEAST_3"
      nodes = 2
    },
    {
      cloud = "AWS"
      name  = "AP_NORTHEAST_1"
      nodes = 1
    },
  ]
  restore_window_days = 7
  user                = "crm_app"
}

labels = {}
