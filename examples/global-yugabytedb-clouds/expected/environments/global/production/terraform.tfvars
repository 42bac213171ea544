
cluster = {
  backup_interval_days  = 1
  backup_retention_days = 30
  cores                 = 4
  database              = "crm"
  disk_gb               = 100
  endpoints = {
    ap-northeast-2 = ["arn:aws:iam::111122223333:root"]
  }
  fault_tolerance = "REGION"
  faults          = 1
  google_clients = {
    cidr_blocks = ["10.20.0.0/20", "10.24.0.0/16"]
    network     = "crm-production"
    project     = "crm-production"
  }
  members = ["databases@example.com"]
  name    = "crm-production"
  regions = [
    {
      cidr  = "10.64.0.0/24"
      cloud = "AWS"
      name  = "ap-northeast-2"
      nodes = 1
    },
    {
      cidr  = "10.64.1.0/24"
      cloud = "GCP"
      name  = "asia-northeast1"
      nodes = 1
    },
    {
      cidr  = "10.64.2.0/24"
      cloud = "AWS"
      name  = "ap-northeast-3"
      nodes = 1
    },
  ]
  user = "crm_app"
}
