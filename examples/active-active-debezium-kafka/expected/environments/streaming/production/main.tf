# The databases stand in the states of the stacks that made them.
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
}

module "key" {
  source = "../../../modules/aws-kms-key-services"

  account_id  = var.account_id
  alias       = "${var.project}-${var.environment}-streaming"
  description = "Changes of ${var.project} ${var.environment} on their way, and the secrets of both databases"
  partition   = var.partition
  region      = var.aws_region
  services    = ["kafka", "secretsmanager"]
}

# A password stands in addresses of JDBC and in lines of settings, which have their own characters.
ephemeral "aws_secretsmanager_random_password" "aws" {
  exclude_punctuation = true
  password_length     = 32
}

ephemeral "aws_secretsmanager_random_password" "gcp" {
  exclude_punctuation = true
  password_length     = 32
}

module "aws_secret" {
  source = "../../../modules/aws-password-secret-connection"

  description      = "Connectors at the RDS database of ${var.project} ${var.environment}"
  host             = local.aws.database_address
  kms_key_arn      = module.key.arn
  name_prefix      = "kafka/${var.streaming.name}/aws-"
  password         = ephemeral.aws_secretsmanager_random_password.aws.random_password
  password_version = var.streaming.password_version
  port             = local.aws.database_port
  username         = var.streaming.username
}

module "gcp_secret" {
  source = "../../../modules/aws-password-secret-connection"

  description      = "Connectors at the Cloud SQL database of ${var.project} ${var.environment}"
  host             = local.gcp.database_host
  kms_key_arn      = module.key.arn
  name_prefix      = "kafka/${var.streaming.name}/gcp-"
  password         = ephemeral.aws_secretsmanager_random_password.gcp.random_password
  password_version = var.streaming.password_version
  port             = local.gcp.database_port
  username         = var.streaming.username
}

module "cluster" {
  source = "../../../modules/aws-msk"

  broker             = var.cluster.broker
  copies             = var.cluster.copies
  kafka_version      = var.cluster.version
  kms_key_arn        = module.key.arn
  log_retention_days = var.streaming.log_retention_days
  logs_kms_key_arn   = local.aws.logs_kms_key_arn
  name               = var.streaming.name
  storage            = var.cluster.storage
  subnet_ids         = local.aws.subnet_ids["private"]
  vpc_id             = local.aws.vpc_id
}

module "connect" {
  source = "../../../modules/aws-msk-connect-msk"

  account_id                 = var.account_id
  bootstrap_servers          = module.cluster.bootstrap_servers
  broker_security_group_id   = module.cluster.security_group_id
  cluster_arn                = module.cluster.arn
  connect_version            = var.streaming.connect_version
  connectors                 = var.connectors
  database_port              = local.aws.database_port
  database_security_group_id = local.aws.database_security_group_id
  kms_key_arn                = module.key.arn
  log_retention_days         = var.streaming.log_retention_days
  logs_kms_key_arn           = local.aws.logs_kms_key_arn
  mcu                        = var.streaming.mcu
  name                       = var.streaming.name
  partition                  = var.partition
  peer_cidr_blocks           = var.streaming.peer_cidr_blocks
  peer_port                  = local.gcp.database_port
  plugin                     = var.plugin
  region                     = var.aws_region
  role_name                  = var.streaming.role_name
  secret_arns                = { aws = module.aws_secret.written_arn, gcp = module.gcp_secret.written_arn }
  secrets_cidr_blocks        = var.streaming.secrets_cidr_blocks
  start                      = var.streaming.start
  subnet_ids                 = local.aws.subnet_ids["private"]
  vpc_id                     = local.aws.vpc_id
}

module "alarms" {
  source = "../../../modules/aws-msk-alarms-msk"

  actions      = local.aws.alarm_actions
  brokers      = module.cluster.broker_count
  cluster      = module.cluster.name
  connectors   = module.connect.connector_names
  dead_letters = var.monitoring.dead_letters
  minutes      = var.monitoring.minutes
  name         = var.streaming.name
  thresholds   = var.monitoring.thresholds
}
