account_id  = "111122223333"
environment = "production"
health_path = "/healthz/writable"
hostname    = "crm.example.com"
project     = "crm"

certificate_records = {
  aws = {
    name  = "_0a1b2c3d4e5f60718293a4b5c6d7e8f9.crm.example.com"
    value = "_9f8e7d6c5b4a39281706f5e4d3c2b1a0.acm-validations.aws"
  }
  gcp = {
    name  = "_acme-challenge_ujmmovf2vn55tgye.crm.example.com"
    value = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9.2.authorize.certificatemanager.goog"
  }
}

drained = []

origins = {
  aws = {
    address = "crm-production-1234567890.ap-northeast-2.elb.amazonaws.com"
    zone_id = "ZWKZPGTI48KDX"
  }
  gcp = {
    address = "203.0.113.10"
  }
}

route53 = {
  failure_threshold = 3
  interval_seconds  = 10
  ttl_seconds       = 60
  weights = {
    aws = 60
    gcp = 40
  }
  zone_id = "Z0123456789ABCDEFGHIJ"
}

tags = {}
