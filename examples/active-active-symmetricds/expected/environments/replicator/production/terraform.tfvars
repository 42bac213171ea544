environment    = "production"
project        = "crm"
project_id     = "crm-production"
project_number = "123456789012"
region         = "asia-northeast3"

aws_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/aws.tfstate"
  region = "ap-northeast-2"
}

gcp_state = {
  bucket = "crm-production-tfstate-crm-production"
  prefix = "crm/production/gcp"
}

labels = {}

monitoring = {
  conflicts    = 0
  disk_percent = 85
  lag_minutes  = 2
  lag_seconds  = 60
  minutes      = 5
}

replicator = {
  disk_gib         = 20
  image            = "projects/debian-cloud/global/images/family/debian-12"
  machine          = "e2-medium"
  name             = "crm-production-replicator"
  password_version = 1
  peer_cidr_blocks = {
    "database/ap-northeast-2a" = "10.30.16.0/22"
    "database/ap-northeast-2c" = "10.30.24.0/22"
  }
  service_account_id = "crm-production-replicator"
}
