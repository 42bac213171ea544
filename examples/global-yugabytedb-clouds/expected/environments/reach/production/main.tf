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

data "terraform_remote_state" "global" {
  backend = "s3"

  config = {
    bucket = var.global_state.bucket
    key    = var.global_state.key
    region = var.global_state.region
  }
}

locals {
  aws      = data.terraform_remote_state.aws.outputs
  database = data.terraform_remote_state.global.outputs
  gcp      = data.terraform_remote_state.gcp.outputs

  host = local.database.private_hosts[var.region]

  # In Google Cloud the nodes beside the clients.
  hosts = {
    aws = local.host
    gcp = local.database.peered_hosts[var.gcp_region]
  }
}

resource "google_project_service" "this" {
  for_each = toset([
    "secretmanager.googleapis.com",
  ])

  service = each.key

  # Other stacks and people may use the same API in this project.
  disable_on_destroy = false
}

module "aws_endpoint" {
  source = "../../../modules/aws-private-endpoint"

  client_cidr_blocks = var.clients
  name               = "${var.name}-database"
  port               = local.database.port
  service_name       = local.database.endpoint_services[var.region]
  subnet_ids         = { for zone, id in local.aws.subnet_ids.private : "${var.aws_region}${zone}" => id }
  vpc_id             = local.aws.vpc_id
}

module "aws_name" {
  source = "../../../modules/aws-private-name-endpoint"

  hostname = local.host
  vpc_id   = local.aws.vpc_id

  endpoint = {
    dns_name       = module.aws_endpoint.dns_name
    hosted_zone_id = module.aws_endpoint.hosted_zone_id
  }
}

# The other half of the peering that the stack global has asked for. The names of the nodes lead to their private addresses by themselves.
resource "google_compute_network_peering" "database" {
  name         = "${var.name}-database"
  network      = local.gcp.network_id
  peer_network = var.google_network
}

module "aws_endpoint_alarms" {
  source = "../../../modules/aws-endpoint-alarms"

  actions = local.aws.alarm_actions
  name    = "${var.name}-database"

  endpoint = {
    id           = module.aws_endpoint.id
    service_name = local.database.endpoint_services[var.region]
    vpc_id       = local.aws.vpc_id
  }
}

module "secret_key" {
  source = "../../../modules/aws-kms-key-services"

  account_id  = var.account_id
  alias       = "${var.name}-global-database"
  description = "Secrets of the global database of ${var.project} ${var.environment}"
  partition   = var.partition
  region      = var.aws_region
  services    = ["secretsmanager"]
}

ephemeral "aws_secretsmanager_random_password" "app" {
  exclude_punctuation = true
  password_length     = 40
}

module "aws_secret" {
  source = "../../../modules/aws-password-secret-connection"

  description      = "User ${local.database.user} of the global database"
  host             = local.hosts.aws
  kms_key_arn      = module.secret_key.arn
  name_prefix      = "global/${var.name}/app-"
  password         = ephemeral.aws_secretsmanager_random_password.app.random_password
  password_version = var.password_version
  port             = local.database.port
  username         = local.database.user
}

# The other cloud takes the password from the secret, not from the generator: should its creation fail, the next run finds the same password again.
ephemeral "aws_secretsmanager_secret_version" "app" {
  secret_id = module.aws_secret.written_arn
}

module "gcp_secret" {
  source = "../../../modules/gcp-password-secret"

  deletion_protection = var.deletion_protection
  host                = local.hosts.gcp
  password            = jsondecode(ephemeral.aws_secretsmanager_secret_version.app.secret_string).password
  password_version    = var.password_version
  port                = local.database.port
  region              = var.gcp_region
  secret_id           = "${var.name}-global-database-app"
  username            = local.database.user

  depends_on = [google_project_service.this]
}
