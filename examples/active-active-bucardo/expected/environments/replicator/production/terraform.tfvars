account_id  = "111122223333"
environment = "production"
partition   = "aws"
project     = "crm"
region      = "ap-northeast-2"

aws_state = {
  bucket = "crm-production-tfstate-111122223333"
  key    = "crm/production/aws.tfstate"
  region = "ap-northeast-2"
}

gcp_state = {
  bucket = "crm-production-tfstate-crm-production"
  prefix = "crm/production/gcp"
}

monitoring = {
  conflicts    = 0
  disk_percent = 85
  lag_minutes  = 2
  lag_seconds  = 60
  minutes      = 5
}

replicator = {
  disk_gib         = 20
  image            = "resolve:ssm:/aws/service/debian/release/12/latest/arm64"
  machine          = "t4g.medium"
  name             = "crm-production-replicator"
  password_version = 1
  peer_cidr_blocks = {
    private-services = "10.23.0.0/20"
  }
  username = "crm_replication"
}

tags = {}
