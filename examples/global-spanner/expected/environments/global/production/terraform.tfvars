environment = "production"
project     = "crm"
project_id  = "crm-production"

instance = {
  autoscaling = {
    cpu_percent          = 65
    max_processing_units = 5000
    min_processing_units = 1000
    storage_percent      = 90
  }
  aws_account_id        = "111122223333"
  aws_roles             = ["crm-app"]
  backup_retention_days = 30
  configuration         = "regional-asia-northeast3"
  database              = "crm"
  ddl = [
    "CREATE TABLE accounts (account_id varchar(36) PRIMARY KEY, name text NOT NULL)",
    "CREATE TABLE orders (account_id varchar(36), order_id varchar(36), total numeric, PRIMARY KEY (account_id, order_id)) INTERLEAVE IN PARENT accounts",
  ]
  deletion_protection    = true
  dialect                = "POSTGRESQL"
  edition                = "ENTERPRISE"
  kms_key_names          = ["projects/crm-keys/locations/asia-northeast3/keyRings/crm/cryptoKeys/spanner"]
  name                   = "crm-production-spanner"
  users                  = ["serviceAccount:crm-app@crm-production.iam.gserviceaccount.com"]
  version_retention_days = 7
}

labels = {}

monitoring = {
  minutes = 5
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
  thresholds = {
    cpu     = 0.82
    storage = 0.95
  }
}
