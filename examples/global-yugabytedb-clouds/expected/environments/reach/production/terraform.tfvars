account_id          = "111122223333"
aws_region          = "ap-northeast-2"
deletion_protection = true
environment         = "production"
gcp_region          = "asia-northeast1"
google_network      = "projects/yugabyte-crm/global/networks/crm-production"
name                = "crm-production"
partition           = "aws"
password_version    = 1
project             = "crm"
project_id          = "crm-production"
region              = "ap-northeast-2"

aws_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/aws.tfstate"
  region = "ap-northeast-2"
}

clients = {
  aws-private-ap-northeast-2a = "10.30.128.0/19"
  aws-private-ap-northeast-2c = "10.30.192.0/19"
  gcp-nodes                   = "10.20.0.0/20"
  gcp-pods                    = "10.24.0.0/16"
}

gcp_state = {
  bucket = "crm-production-tfstate-crm-production"
  prefix = "crm/production/gcp"
}

global_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/global.tfstate"
  region = "ap-northeast-2"
}

labels = {}

tags = {}
