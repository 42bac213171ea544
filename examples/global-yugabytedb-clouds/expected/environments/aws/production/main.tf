module "network" {
  source = "../../../modules/aws-vpc"

  cidr_block               = var.network.cidr_block
  dns_hostnames            = var.network.dns_hostnames
  dns_support              = var.network.dns_support
  flow_logs_kms_key_arn    = module.logs_key.arn
  flow_logs_retention_days = var.network.flow_logs_retention_days
  gateway_endpoints        = var.network.gateway_endpoints
  isolated_acl_rules       = var.network.isolated_acl_rules
  name                     = var.network.name
  nat_gateway_zones        = var.network.nat_gateway_zones
  region                   = var.region
  secondary_cidr_blocks    = var.network.secondary_cidr_blocks
  subnet_tags              = var.network.subnet_tags
  subnets                  = var.network.subnets
  zones                    = var.network.zones
}

module "logs_key" {
  source = "../../../modules/aws-kms-key-logs"

  account_id  = var.account_id
  alias       = "${var.project}-${var.environment}-logs"
  description = "Logs of ${var.project} ${var.environment}"
  partition   = var.partition
  region      = var.region
}

module "alarms_key" {
  source = "../../../modules/aws-kms-key-topics"

  account_id  = var.account_id
  alias       = "${var.project}-${var.environment}-alarms"
  description = "Topics of the alarms of ${var.project} ${var.environment}"
  partition   = var.partition
  region      = var.region
}

module "alarms" {
  source = "../../../modules/aws-alarms-topics"

  account_id  = var.account_id
  kms_key_arn = module.alarms_key.arn
  name        = "${var.project}-${var.environment}"
  recipients  = var.monitoring.recipients
}
