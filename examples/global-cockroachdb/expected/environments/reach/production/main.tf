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
}

resource "google_project_service" "this" {
  for_each = toset([
    "dns.googleapis.com",
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

resource "cockroach_private_endpoint_connection" "this" {
  cluster_id  = local.database.cluster_id
  endpoint_id = module.aws_endpoint.id
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

# The name of the endpoint leads to its private addresses wherever it is asked for; over the link they are reached.
module "gcp_name" {
  source = "../../../modules/gcp-private-name"

  hostname    = local.host
  name        = "${var.name}-database"
  network_id  = local.gcp.network_id
  record_type = "CNAME"
  targets     = ["${module.aws_endpoint.dns_name}."]
  zone        = join(".", slice(split(".", local.host), 1, length(split(".", local.host))))

  depends_on = [google_project_service.this]
}

# The clients of both clouds come through this endpoint.
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

data "cockroach_organization" "this" {
}

module "database_keys" {
  source = "../../../modules/aws-cockroach-keys"

  key_arns        = values(var.kms_keys)
  name            = "${var.name}-database"
  organization_id = data.cockroach_organization.this.id
  partition       = var.partition
  user_account    = local.database.account_id
}

# A way without return: destroying this leaves the cluster with its keys, and without the role that it uses them by.
resource "cockroach_cmek" "this" {
  id = local.database.cluster_id

  regions = [
    for region, key in var.kms_keys : {
      region = region

      key = {
        auth_principal = module.database_keys.role_arn
        type           = "AWS_KMS"
        uri            = key
      }
    }
  ]
}

module "database_alarms" {
  source = "../../../modules/aws-cockroach-alarms"

  account_id       = var.account_id
  actions          = local.aws.alarm_actions
  cluster_id       = local.database.cluster_id
  exported_to      = cockroach_metric_export_cloudwatch_config.this.log_group_name
  logs_kms_key_arn = local.aws.logs_kms_key_arn
  name             = "${var.name}-database"
  partition        = var.partition
  region           = var.aws_region
  writer_account   = local.database.account_id
}

# Nodes of other regions send nothing here.
resource "cockroach_metric_export_cloudwatch_config" "this" {
  external_id    = local.database.cluster_id
  id             = local.database.cluster_id
  log_group_name = module.database_alarms.log_group_name
  role_arn       = module.database_alarms.role_arn
  target_region  = var.aws_region

  # The cluster makes one change of such a kind at a time.
  depends_on = [cockroach_cmek.this]
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
  host             = local.host
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
  host                = local.host
  password            = jsondecode(ephemeral.aws_secretsmanager_secret_version.app.secret_string).password
  password_version    = var.password_version
  port                = local.database.port
  region              = var.gcp_region
  secret_id           = "${var.name}-global-database-app"
  username            = local.database.user

  depends_on = [google_project_service.this]
}
