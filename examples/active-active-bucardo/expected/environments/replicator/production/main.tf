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

  # What the machine must know of the two databases.
  settings = {
    AWS_DATABASE = local.aws.database_name
    AWS_HOST     = local.aws.database_address
    AWS_PORT     = tostring(local.aws.database_port)
    GCP_CA       = base64encode(local.gcp.database_server_ca_certificate)
    GCP_DATABASE = local.gcp.database_name
    GCP_HOST     = local.gcp.database_host
    GCP_PORT     = tostring(local.gcp.database_port)
    NAME         = var.replicator.name
  }
}

module "aws_key" {
  source = "../../../modules/aws-kms-key-services"

  account_id  = var.account_id
  alias       = var.replicator.name
  description = "Replicator of ${var.project} ${var.environment}: its disk and the password of its role"
  partition   = var.partition
  region      = var.region
  services    = ["ec2", "secretsmanager"]
}

# No character of it means anything to a shell, to a file of passwords or to a connection string.
ephemeral "aws_secretsmanager_random_password" "this" {
  exclude_punctuation = true
  password_length     = 32
}

module "aws_secret" {
  source = "../../../modules/aws-password-secret"

  description      = "Role of the replicator of ${var.project} ${var.environment} on both databases"
  kms_key_arn      = module.aws_key.arn
  name_prefix      = "replicator/${var.replicator.name}/"
  password         = ephemeral.aws_secretsmanager_random_password.this.random_password
  password_version = var.replicator.password_version
  username         = var.replicator.username
}

module "aws_replicator" {
  source = "../../../modules/aws-replicator-alarms"

  actions                    = local.aws.alarm_actions
  boot                       = file("${path.module}/boot.sh")
  commands                   = file("${path.module}/replicator.sh")
  database_port              = local.aws.database_port
  database_security_group_id = local.aws.database_security_group_id
  conflicts                  = var.monitoring.conflicts
  disk_percent               = var.monitoring.disk_percent
  disk_gib                   = var.replicator.disk_gib
  image                      = var.replicator.image
  instance_type              = var.replicator.machine
  kms_key_arn                = module.aws_key.arn
  lag_minutes                = var.monitoring.lag_minutes
  lag_seconds                = var.monitoring.lag_seconds
  minutes                    = var.monitoring.minutes
  name                       = var.replicator.name
  partition                  = var.partition
  peer_cidr_blocks           = var.replicator.peer_cidr_blocks
  peer_port                  = local.gcp.database_port
  secret_arn                 = module.aws_secret.written_arn
  settings                   = merge(local.settings, { PASSWORD_VERSION = tostring(var.replicator.password_version), REGION = var.region, SECRET = module.aws_secret.arn })
  subnet_ids                 = local.aws.subnet_ids["private"]
  vpc_id                     = local.aws.vpc_id
}
