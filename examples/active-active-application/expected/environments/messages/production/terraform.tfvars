account_id     = "111122223333"
aws_region     = "ap-northeast-2"
environment    = "production"
gcp_region     = "asia-northeast3"
partition      = "aws"
project        = "crm"
project_id     = "crm-production"
project_number = "123456789012"

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

messages = {
  attempts           = 20
  aws_attempts       = 160
  aws_clients        = ["arn:aws:iam::111122223333:role/crm-api"]
  function_seconds   = 30
  gcp_attempts       = 100
  gcp_clients        = ["crm-api@crm-production.iam.gserviceaccount.com"]
  log_retention_days = 90
  name               = "crm-production-messages"
  pool_id            = "crm-production-messages"
  processing_seconds = 60
  retention_seconds  = 1209600
  role_names = {
    from_gcp = "crm-production-messages-from-gcp"
    to_gcp   = "crm-production-messages-to-gcp"
  }
  service_account_ids = {
    publish = "crm-production-msg-publish"
    push    = "crm-production-msg-push"
  }
}

monitoring = {
  lag_minutes = 2
  lag_seconds = 60
  minutes     = 5
}

tags = {}
