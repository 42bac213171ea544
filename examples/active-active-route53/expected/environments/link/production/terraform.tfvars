account_id  = "111122223333"
aws_region  = "ap-northeast-2"
environment = "production"
gcp_region  = "asia-northeast3"
project     = "crm"
project_id  = "crm-production"

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

tags = {}

vpn = {
  advertised_to_aws = {
    nodes            = "10.20.0.0/20"
    pods             = "10.21.0.0/16"
    private-services = "10.23.0.0/20"
  }
  aws_asn = 64512
  aws_ciphers = {
    phase1 = {
      dh_group   = 20
      encryption = "AES256-GCM-16"
      integrity  = "SHA2-256"
    }
    phase2 = {
      dh_group   = 20
      encryption = "AES256-GCM-16"
      integrity  = "SHA2-256"
    }
  }
  gcp_asn = 65000
  gcp_ciphers = {
    phase1 = {
      dh         = "Group-20"
      encryption = "AES-GCM-16-256"
      prf        = "PRF-HMAC-SHA2-256"
    }
    phase2 = {
      encryption = "AES-GCM-16-256"
      pfs        = "Group-20"
    }
  }
  keepalive_seconds  = 20
  log_retention_days = 90
  name               = "crm-production"
  payload_mtu        = 1406
  tunnel_options = {
    dpd_timeout_action        = "restart"
    dpd_timeout_seconds       = 30
    phase1_lifetime_seconds   = 28800
    phase2_lifetime_seconds   = 3600
    rekey_fuzz_percentage     = 100
    rekey_margin_time_seconds = 270
    replay_window_size        = 1024
    startup_action            = "start"
  }
  tunnels = {
    "0" = {
      inside_cidr    = "169.254.10.0/30"
      route_priority = 100
    }
    "1" = {
      inside_cidr    = "169.254.10.4/30"
      route_priority = 100
    }
    "2" = {
      inside_cidr    = "169.254.10.8/30"
      route_priority = 100
    }
    "3" = {
      inside_cidr    = "169.254.10.12/30"
      route_priority = 100
    }
  }
}
