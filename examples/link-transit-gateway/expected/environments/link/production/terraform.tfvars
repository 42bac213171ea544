account_id                  = "111122223333"
assume_role_arn             = "arn:aws:iam::111122223333:role/terraform"
aws_region                  = "ap-northeast-1"
environment                 = "production"
gcp_region                  = "asia-northeast1"
impersonate_service_account = "terraform@ledger-production.iam.gserviceaccount.com"
project                     = "ledger"
project_id                  = "ledger-production"

aws_state = {
  bucket = "ledger-state"
  key    = "ledger/production/aws.tfstate"
  region = "ap-northeast-1"
}

gcp_state = {
  bucket = "ledger-state-gcp"
  prefix = "ledger/production/gcp"
}

labels = {
  team = "ledger"
}

tags = {
  team = "ledger"
}

vpn = {
  advertised_to_aws = {
    "10.90.0.0/16"   = "10.90.0.0/16"
    nodes            = "10.80.0.0/20"
    pods             = "10.81.0.0/16"
    private-services = "10.83.0.0/20"
    services         = "10.82.0.0/20"
    subnet-batch     = "10.80.16.0/24"
  }
  aws_asn = 4200000512
  aws_ciphers = {
    phase1 = {
      dh_group   = 19
      encryption = "AES256"
      integrity  = "SHA2-512"
    }
    phase2 = {
      dh_group   = 19
      encryption = "AES256"
      integrity  = "SHA2-512"
    }
  }
  gcp_asn = 4200065000
  gcp_ciphers = {
    phase1 = {
      dh         = "Group-19"
      encryption = "AES-CBC-256"
      integrity  = "HMAC-SHA2-512-256"
      prf        = "PRF-HMAC-SHA2-512"
    }
    phase2 = {
      encryption = "AES-CBC-256"
      integrity  = "HMAC-SHA2-512-256"
      pfs        = "Group-19"
    }
  }
  log_retention_days = 365
  name               = "ledger-production"
  payload_mtu        = 1374
  router_name        = "ledger-hybrid"
  tunnel_options = {
    dpd_timeout_action        = "clear"
    dpd_timeout_seconds       = 30
    phase1_lifetime_seconds   = 28800
    phase2_lifetime_seconds   = 3600
    rekey_fuzz_percentage     = 100
    rekey_margin_time_seconds = 540
    replay_window_size        = 1024
    startup_action            = "add"
  }
  tunnels = {
    "0" = {
      inside_cidr    = "169.254.20.0/30"
      route_priority = 50
    }
    "1" = {
      inside_cidr    = "169.254.20.4/30"
      route_priority = 50
    }
    "2" = {
      inside_cidr    = "169.254.21.0/30"
      route_priority = 150
    }
    "3" = {
      inside_cidr    = "169.254.21.4/30"
      route_priority = 150
    }
  }
}
