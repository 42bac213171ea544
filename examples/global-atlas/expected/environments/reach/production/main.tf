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

  # A connection string for each endpoint, once Atlas has connected all of them.
  strings = data.mongodbatlas_advanced_cluster.this.connection_strings.private_endpoint
  hosts = {
    for cloud in ["aws", "gcp"] : cloud => [
      for it in local.strings : trimprefix(it.srv_connection_string, "mongodb+srv://") if contains(it.endpoints[*].provider_name, upper(cloud))
    ][0]
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

# A service of Atlas gives each node a port of its own.
module "aws_endpoints" {
  source = "../../../modules/aws-private-endpoint"

  for_each = var.aws_endpoint_regions

  client_cidr_blocks = var.clients
  last_port          = 65535
  name               = "${var.name}-database-${each.value}"
  port               = 1024
  service_name       = local.database.endpoint_services[each.key]
  service_region     = each.value == var.aws_region ? null : each.value
  subnet_ids         = { for zone, id in local.aws.subnet_ids.private : "${var.aws_region}${zone}" => id }
  vpc_id             = local.aws.vpc_id
}

resource "mongodbatlas_privatelink_endpoint_service" "aws" {
  for_each = var.aws_endpoint_regions

  endpoint_service_id = module.aws_endpoints[each.key].id
  private_link_id     = local.database.private_link_ids[each.key]
  project_id          = local.database.project_id
  provider_name       = "AWS"
}

module "gcp_endpoint" {
  source = "../../../modules/gcp-private-endpoint"

  name               = "${var.name}-database"
  network_id         = local.gcp.network_id
  region             = var.gcp_region
  service_attachment = local.database.endpoint_services[var.region]
  subnet_id          = local.gcp.nodes_subnet_id
}

resource "mongodbatlas_privatelink_endpoint_service" "gcp" {
  endpoint_service_id         = module.gcp_endpoint.name
  gcp_project_id              = var.project_id
  private_endpoint_ip_address = module.gcp_endpoint.address
  private_link_id             = local.database.private_link_ids[var.region]
  project_id                  = local.database.project_id
  provider_name               = "GCP"
}

data "mongodbatlas_advanced_cluster" "this" {
  name       = local.database.cluster_name
  project_id = local.database.project_id

  depends_on = [
    mongodbatlas_privatelink_endpoint_service.aws,
    mongodbatlas_privatelink_endpoint_service.gcp,
  ]
}

# AWS publishes nothing about an endpoint that leads to another region.
module "aws_endpoint_alarms" {
  source = "../../../modules/aws-endpoint-alarms"

  for_each = { for key, region in var.aws_endpoint_regions : key => region if region == var.aws_region }

  actions = local.aws.alarm_actions
  name    = "${var.name}-database"

  endpoint = {
    id           = module.aws_endpoints[each.key].id
    service_name = local.database.endpoint_services[each.key]
    vpc_id       = local.aws.vpc_id
  }
}

module "gcp_endpoint_alerts" {
  source = "../../../modules/gcp-endpoint-alerts"

  channels      = local.gcp.alert_channels
  connection_id = module.gcp_endpoint.connection_id
  name          = "${var.name}-database"
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
  port             = 27017
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
  port                = 27017
  region              = var.gcp_region
  secret_id           = "${var.name}-global-database-app"
  username            = local.database.user

  depends_on = [google_project_service.this]
}

# Neither plan nor state has the password: a version that rises is what writes another one.
resource "mongodbatlas_database_user" "app" {
  auth_database_name  = "admin"
  password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.app.secret_string).password
  password_wo_version = var.password_version
  project_id          = local.database.project_id
  username            = local.database.user

  roles {
    database_name = local.database.database
    role_name     = "readWrite"
  }

  scopes {
    name = local.database.cluster_name
    type = "CLUSTER"
  }
}
