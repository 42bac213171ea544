account_id      = "111122223333"
assume_role_arn = "arn:aws:iam::111122223333:role/terraform"
environment     = "production"
partition       = "aws"
project         = "ledger"
region          = "ap-northeast-1"

monitoring = {
  recipients = {
    alerts = {
      topic_arns = ["arn:aws:sns:ap-northeast-1:111122223333:networks"]
    }
    pages = {
      topic_arns = []
    }
  }
}

network = {
  cidr_block               = "10.70.0.0/16"
  dns_hostnames            = true
  dns_support              = true
  flow_logs_retention_days = 90
  gateway_endpoints        = ["s3"]
  isolated_acl_rules = {
    "100" = "10.70.0.0/16"
  }
  name = "ledger-production"
  nat_gateway_zones = {
    a = "a"
    c = "c"
  }
  secondary_cidr_blocks = []
  subnet_tags           = {}
  subnets = {
    private = {
      a = "10.70.128.0/19"
      c = "10.70.192.0/19"
    }
    public = {
      a = "10.70.0.0/22"
      c = "10.70.8.0/22"
    }
  }
  zones = {
    a = "ap-northeast-1a"
    c = "ap-northeast-1c"
  }
}

tags = {
  team = "ledger"
}
