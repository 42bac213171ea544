environment = "production"
fallback    = "aws"
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

cloudflare = {
  account_id = "0123456789abcdef0123456789abcdef"
  monitor = {
    consecutive_down = 2
    consecutive_up   = 2
    interval_seconds = 15
    retries          = 2
    timeout_seconds  = 5
  }
  proxied                      = true
  regions                      = {}
  session_affinity             = "none"
  session_affinity_ttl_seconds = 82800
  steering                     = "latency"
  ttl_seconds                  = 30
  weights = {
    aws = 0.50
    gcp = 0.50
  }
  zone_id = "fedcba9876543210fedcba9876543210"
}

drained = []

origins = {
  aws = {
    address       = "crm-production-1234567890.ap-northeast-2.elb.amazonaws.com"
    check_regions = ["NEAS"]
  }
  gcp = {
    address       = "203.0.113.10"
    check_regions = ["NEAS"]
  }
}
