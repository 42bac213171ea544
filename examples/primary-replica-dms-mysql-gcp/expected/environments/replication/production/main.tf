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

  kms_key_arn = module.key.arn

  # The two sides; which of them is the source is a value, so that a promotion changes no address.
  endpoints = {
    aws = {
      name       = "aws"
      secret_arn = module.aws_secret.written_arn
      ssl_mode   = var.replication.ssl_modes.aws
    }
    gcp = {
      name       = "gcp"
      secret_arn = module.gcp_secret.written_arn
      ssl_mode   = var.replication.ssl_modes.gcp
    }
  }
}

module "key" {
  source = "../../../modules/aws-kms-key-services"

  account_id  = var.account_id
  alias       = "${var.project}-${var.environment}-replication"
  description = "Replication of ${var.project} ${var.environment}: changes on their way, and the secrets of both databases"
  partition   = var.partition
  region      = var.aws_region
  services    = ["dms", "secretsmanager"]
}

# DMS takes no password with one of .:;+ in it, and connection strings have their own characters.
ephemeral "aws_secretsmanager_random_password" "aws" {
  exclude_characters = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}"
  password_length    = 32
}

ephemeral "aws_secretsmanager_random_password" "gcp" {
  exclude_characters = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}"
  password_length    = 32
}

module "aws_secret" {
  source = "../../../modules/aws-password-secret-connection"

  description      = "Replication user of the RDS database of ${var.project} ${var.environment}"
  host             = local.aws.database_address
  kms_key_arn      = local.kms_key_arn
  name_prefix      = "dms/${var.replication.name}/aws-"
  password         = ephemeral.aws_secretsmanager_random_password.aws.random_password
  password_version = var.replication.password_version
  port             = local.aws.database_port
  username         = var.replication.username
}

module "gcp_secret" {
  source = "../../../modules/aws-password-secret-connection"

  description      = "Replication user of the Cloud SQL database of ${var.project} ${var.environment}"
  host             = local.gcp.database_host
  kms_key_arn      = local.kms_key_arn
  name_prefix      = "dms/${var.replication.name}/gcp-"
  password         = ephemeral.aws_secretsmanager_random_password.gcp.random_password
  password_version = var.replication.password_version
  port             = local.gcp.database_port
  username         = var.replication.username
}

# The user takes the password from the secret, not from the generator: should its creation fail, the
# next run finds the same password again.
ephemeral "aws_secretsmanager_secret_version" "gcp" {
  secret_id = module.gcp_secret.written_arn
}

# RDS has no interface for users: the README has the statements for its side.
resource "google_sql_user" "replication" {
  name                = var.replication.username
  deletion_policy     = "ABANDON"
  host                = "%"
  instance            = local.gcp.database_instance_name
  password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.gcp.secret_string).password
  password_wo_version = var.replication.password_version
}

module "dms" {
  source = "../../../modules/aws-dms-mysql-service-roles-certificates"

  auto_minor_version_upgrade = var.replication.auto_minor_version_upgrade
  batch_apply                = var.replication.batch_apply
  certificates               = { aws = var.replication.aws_certificate, gcp = local.gcp.database_server_ca_certificate }
  class                      = var.replication.class
  control_schema             = var.replication.control_schema
  database_port              = local.aws.database_port
  database_security_group_id = local.aws.database_security_group_id
  engine_version             = var.replication.engine_version
  full_load                  = var.replication.full_load
  kms_key_arn                = local.kms_key_arn
  lob                        = var.replication.lob
  log_retention_days         = var.replication.log_retention_days
  logs_kms_key_arn           = local.aws.logs_kms_key_arn
  maintenance_window         = var.replication.maintenance_window
  multi_az                   = var.replication.multi_az
  name                       = var.replication.name
  partition                  = var.partition
  peer_cidr_blocks           = var.replication.peer_cidr_blocks
  peer_port                  = local.gcp.database_port
  region                     = var.aws_region
  secrets_cidr_blocks        = var.replication.secrets_cidr_blocks
  secrets_role_name          = var.replication.secrets_role_name
  source_endpoint            = local.endpoints[var.replication.source]
  start                      = var.replication.start
  storage_gib                = var.replication.storage_gib
  subnet_ids                 = local.aws.subnet_ids["private"]
  tables                     = var.replication.tables
  target_endpoint            = local.endpoints[var.replication.target]
  validation                 = var.replication.validation
  vpc_id                     = local.aws.vpc_id

  # An endpoint is tested with its user when the task starts.
  depends_on = [google_sql_user.replication]
}

module "dms_alarms" {
  source = "../../../modules/aws-dms-alarms"

  actions     = local.aws.alarm_actions
  instance_id = module.dms.instance_id
  lag_minutes = var.monitoring.lag_minutes
  minutes     = var.monitoring.minutes
  name        = var.replication.name
  task_id     = split(":", module.dms.task_arn)[6]
  thresholds  = var.monitoring.thresholds
}
