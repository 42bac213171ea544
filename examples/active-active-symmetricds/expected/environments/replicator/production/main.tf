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

  project_number = var.project_number
}

module "gcp_key" {
  source = "../../../modules/gcp-kms-key"

  key_ring_name = var.replicator.name
  location      = var.region
  name          = "replicator"

  service_agents = {
    compute        = "service-${local.project_number}@compute-system.iam.gserviceaccount.com"
    secret-manager = "service-${local.project_number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
  }
}

# No character of it means anything to a shell, to a file of passwords or to a connection string.
ephemeral "random_password" "this" {
  length  = 32
  special = false
}

module "gcp_replicator" {
  source = "../../../modules/gcp-replicator-alarms"

  boot         = file("${path.module}/boot.sh")
  channels     = local.gcp.alert_channels
  commands     = file("${path.module}/replicator.sh")
  disk_gib     = var.replicator.disk_gib
  conflicts    = var.monitoring.conflicts
  disk_percent = var.monitoring.disk_percent
  egress = {
    aws-database = { port = local.aws.database_port, ranges = values(var.replicator.peer_cidr_blocks) }
    cloud-sql    = { port = local.gcp.database_port, ranges = ["${local.gcp.database_host}/32"] }
  }
  image              = var.replicator.image
  kms_key            = module.gcp_key.id
  lag_minutes        = var.monitoring.lag_minutes
  lag_seconds        = var.monitoring.lag_seconds
  minutes            = var.monitoring.minutes
  machine_type       = var.replicator.machine
  name               = var.replicator.name
  network_id         = local.gcp.network_id
  password           = ephemeral.random_password.this.result
  password_version   = var.replicator.password_version
  project_id         = var.project_id
  region             = var.region
  service_account_id = var.replicator.service_account_id
  settings           = merge(local.settings, { PASSWORD_VERSION = tostring(var.replicator.password_version) })
  subnet_id          = local.gcp.nodes_subnet_id
}
