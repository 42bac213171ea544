account_id  = "111122223333"
aws_region  = "ap-northeast-2"
environment = "production"
project     = "crm"

aws_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/aws.tfstate"
  region = "ap-northeast-2"
}

google_addresses = ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"]

tags = {}
