# The ids of the two networks stand in the states of the stacks that made them.
data "terraform_remote_state" "aws" {
  backend = "s3"

  config = {
    bucket = var.aws_state.bucket
    key    = var.aws_state.key
    region = var.aws_state.region
  }
}

data "terraform_remote_state" "gcp" {
  backend = "gcs"

  config = {
    bucket = var.gcp_state.bucket
    prefix = var.gcp_state.prefix
  }
}

locals {
  aws = data.terraform_remote_state.aws.outputs
  gcp = data.terraform_remote_state.gcp.outputs

  # Every table but the public ones: those of hosts, and those of databases and caches, whose answers go back over the link.
  route_table_ids = merge([
    for tier, ids in local.aws.route_table_ids : {
      for zone, id in ids : "${tier}/${zone}" => id
    } if tier != "public"
  ]...)
}

module "aws_vpn" {
  source = "../../../modules/aws-vpn"

  amazon_side_asn    = var.vpn.aws_asn
  log_kms_key_arn    = local.aws.logs_kms_key_arn
  log_retention_days = var.vpn.log_retention_days
  name               = var.vpn.name
  peer_addresses     = module.gcp_vpn.interface_addresses
  peer_asn           = var.vpn.gcp_asn
  phase1             = var.vpn.aws_ciphers.phase1
  phase2             = var.vpn.aws_ciphers.phase2
  route_table_ids    = local.route_table_ids
  tunnel_options     = var.vpn.tunnel_options
  vpc_id             = local.aws.vpc_id

  connections = {
    "0" = {
      tunnel1_inside_cidr = var.vpn.tunnels["0"].inside_cidr
      tunnel2_inside_cidr = var.vpn.tunnels["1"].inside_cidr
    }
    "1" = {
      tunnel1_inside_cidr = var.vpn.tunnels["2"].inside_cidr
      tunnel2_inside_cidr = var.vpn.tunnels["3"].inside_cidr
    }
  }
}

module "gcp_vpn" {
  source = "../../../modules/gcp-ha-vpn"

  advertised_ip_ranges   = var.vpn.advertised_to_aws
  asn                    = var.vpn.gcp_asn
  keepalive_seconds      = var.vpn.keepalive_seconds
  name                   = var.vpn.name
  network_id             = local.gcp.network_id
  peer_asn               = var.vpn.aws_asn
  phase1                 = var.vpn.gcp_ciphers.phase1
  phase2                 = var.vpn.gcp_ciphers.phase2
  preshared_key_versions = module.aws_vpn.tunnel_preshared_key_versions
  preshared_keys         = module.aws_vpn.tunnel_preshared_keys
  region                 = var.gcp_region
  tunnel_addresses       = module.aws_vpn.tunnel_addresses
  tunnels                = var.vpn.tunnels
}

# Each cloud tells of its own ends, over the recipients of its stack.
module "aws_alarms" {
  source = "../../../modules/aws-vpn-alarms"

  actions = local.aws.alarm_actions
  name    = var.vpn.name

  tunnels = {
    for key, address in module.aws_vpn.tunnel_addresses : key => {
      address       = address
      connection_id = module.aws_vpn.connection_ids[contains(["0", "1"], key) ? "0" : "1"]
    }
  }
}

module "gcp_alerts" {
  source = "../../../modules/gcp-vpn-alerts"

  channels     = local.gcp.alert_channels
  name         = var.vpn.name
  peer_names   = module.gcp_vpn.peer_names
  tunnel_names = module.gcp_vpn.tunnel_names
}
