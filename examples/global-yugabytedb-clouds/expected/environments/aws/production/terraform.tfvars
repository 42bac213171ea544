account_id  = "111122223333"
environment = "production"
partition   = "aws"
project     = "crm"
region      = "ap-northeast-2"

monitoring = {
  recipients = {
    alerts = {
      emails     = ["databases@example.com"]
      topic_arns = []
    }
    pages = {
      emails     = []
      topic_arns = []
    }
  }
}

network = {
  cidr_block               = "10.30.0.0/16"
  dns_hostnames            = true
  dns_support              = true
  flow_logs_retention_days = 90
  gateway_endpoints        = ["s3"]
  isolated_acl_rules = {
    "100" = "10.30.0.0/16"
  }
  name = "crm-production"
  nat_gateway_zones = {
    a = "a"
    c = "c"
  }
  secondary_cidr_blocks = []
  subnet_tags           = {}
  subnets = {
    private = {
      a = "10.30.128.0/19"
      c = "10.30.192.0/19"
    }
    public = {
      a = "10.30.0.0/22"
      c = "10.30.8.0/22"
    }
  }
  zones = {
    a = "ap-northeast-2a"
    c = "ap-northeast-2c"
  }
}

tags = {}
