locals {
  database_kms_key_arn = module.database_key.arn
}

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

module "database_key" {
  source = "../../../modules/aws-kms-key-services"

  account_id  = var.account_id
  alias       = "${var.project}-${var.environment}-database"
  description = "Database of ${var.project} ${var.environment}: storage, snapshots, insights and the master password"
  partition   = var.partition
  region      = var.region
  services    = ["rds", "secretsmanager"]
}

module "database" {
  source = "../../../modules/aws-rds-postgres-peers"

  account_id                  = var.account_id
  allow_major_version_upgrade = var.database.allow_major_version_upgrade
  apply_immediately           = var.database.apply_immediately
  auto_minor_version_upgrade  = var.database.auto_minor_version_upgrade
  backup_retention_days       = var.database.backup_retention_days
  backup_window               = var.database.backup_window
  ca_certificate              = var.database.ca_certificate
  class                       = var.database.class
  client_cidr_blocks          = var.database.client_cidr_blocks
  client_security_group_ids   = var.database.client_security_group_ids
  database_name               = var.database.database_name
  deletion_protection         = var.database.deletion_protection
  engine_version              = var.database.engine_version
  extended_support            = var.database.extended_support
  final_snapshot_prefix       = var.database.final_snapshot_prefix
  iam_auth                    = var.database.iam_auth
  insights                    = var.database.insights
  kms_key_arn                 = local.database_kms_key_arn
  log_exports                 = var.database.log_exports
  log_retention_days          = var.database.log_retention_days
  logs_kms_key_arn            = module.logs_key.arn
  maintenance_window          = var.database.maintenance_window
  master_username             = var.database.master_username
  monitoring_interval_seconds = var.database.monitoring_interval_seconds
  monitoring_role_name        = var.database.monitoring_role_name
  multi_az                    = var.database.multi_az
  name                        = var.database.name
  parameter_family            = var.database.parameter_family
  parameters                  = var.database.parameters
  partition                   = var.partition
  peer_cidr_blocks            = var.database.peer_cidr_blocks
  port                        = var.database.port
  publicly_accessible         = var.database.publicly_accessible
  require_tls                 = var.database.require_tls
  storage                     = var.database.storage
  subnet_ids                  = module.network.subnet_ids["database"]
  vpc_id                      = module.network.id
  zone                        = var.database.zone
}

module "load_balancer" {
  source = "../../../modules/aws-alb-requested"

  account_id           = var.account_id
  admitted_ranges      = var.load_balancer.admitted_ranges
  deletion_protection  = var.load_balancer.deletion_protection
  health_path          = var.load_balancer.health_path
  hostname             = var.load_balancer.hostname
  idle_timeout_seconds = var.load_balancer.idle_timeout_seconds
  log_bucket           = var.load_balancer.log_bucket
  log_retention_days   = var.load_balancer.log_retention_days
  name                 = var.load_balancer.name
  partition            = var.partition
  region               = var.region
  subnet_ids           = module.network.subnet_ids["public"]
  target_kind          = var.load_balancer.target_kind
  target_port          = var.load_balancer.target_port
  target_protocol      = var.load_balancer.target_protocol
  target_ranges        = var.load_balancer.target_ranges
  vpc_id               = module.network.id
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
  source = "../../../modules/aws-alarms-topics-database-load-balancer-conflicts-dashboard"

  account_id  = var.account_id
  kms_key_arn = module.alarms_key.arn
  lag_minutes = var.monitoring.lag_minutes
  minutes     = var.monitoring.minutes
  name        = "${var.project}-${var.environment}"
  recipients  = var.monitoring.recipients
  region      = var.region

  conflicts = {
    log_group_name = module.database.log_group_names["postgresql"]
    per_minute     = var.monitoring.conflicts_per_minute
  }

  databases = {
    for key, thresholds in var.monitoring.databases : key => {
      identifier = module.database.identifier
      thresholds = thresholds
    }
  }

  load_balancer = merge(var.monitoring.load_balancer, {
    arn_suffix                = split(":loadbalancer/", module.load_balancer.arn)[1]
    certificate_arns          = { load-balancer = module.load_balancer.certificate_arn }
    target_group_arn_suffixes = { load-balancer = split(":", module.load_balancer.target_group_arn)[5] }
  })
}
