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

  project_number = var.project_number

  # The code of the two functions, which stands beside this file.
  functions = { from-gcp = "from_gcp.py", to-gcp = "to_gcp.py" }
}

# The archives are made by the plan, and read by the apply: both run in this folder.
data "archive_file" "functions" {
  for_each = local.functions

  output_path             = "${path.module}/.terraform/${each.key}.zip"
  source_content          = file("${path.module}/${each.value}")
  source_content_filename = "index.py"
  type                    = "zip"
}

resource "google_project_service" "this" {
  for_each = toset([
    "cloudkms.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "pubsub.googleapis.com",
    "sts.googleapis.com",
  ])

  service = each.key

  # Other stacks and people may use the same API in this project.
  disable_on_destroy = false
}

module "aws_key" {
  source = "../../../modules/aws-kms-key-messages"

  account_id  = var.account_id
  alias       = var.messages.name
  description = "Messages of ${var.project} ${var.environment} on AWS"
  partition   = var.partition
  region      = var.aws_region
}

module "gcp_key" {
  source = "../../../modules/gcp-kms-key"

  key_ring_name  = var.messages.name
  location       = var.gcp_region
  name           = "messages"
  service_agents = { pubsub = "service-${local.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com" }

  depends_on = [google_project_service.this]
}

module "aws_messages" {
  source = "../../../modules/aws-messages-alarms"

  actions            = local.aws.alarm_actions
  archives           = { for name, it in data.archive_file.functions : name => { hash = it.output_base64sha256, path = it.output_path } }
  attempts           = { application = var.messages.attempts, bridge = var.messages.aws_attempts }
  audience           = var.messages.name
  clients            = var.messages.aws_clients
  function_seconds   = var.messages.function_seconds
  google             = module.gcp_messages.endpoints
  kms_key_arn        = module.aws_key.arn
  lag_minutes        = var.monitoring.lag_minutes
  lag_seconds        = var.monitoring.lag_seconds
  log_retention_days = var.messages.log_retention_days
  logs_kms_key_arn   = local.aws.logs_kms_key_arn
  minutes            = var.monitoring.minutes
  name               = var.messages.name
  processing_seconds = var.messages.processing_seconds
  retention_seconds  = var.messages.retention_seconds
  role_names         = var.messages.role_names
}

module "gcp_messages" {
  source = "../../../modules/gcp-messages-alarms"

  attempts            = { application = var.messages.attempts, bridge = var.messages.gcp_attempts }
  audience            = var.messages.name
  aws                 = { account_id = var.account_id, push_endpoint = module.aws_messages.push_endpoint, role_name = var.messages.role_names.to_gcp }
  channels            = local.gcp.alert_channels
  clients             = var.messages.gcp_clients
  kms_key             = module.gcp_key.id
  lag_minutes         = var.monitoring.lag_minutes
  lag_seconds         = var.monitoring.lag_seconds
  minutes             = var.monitoring.minutes
  name                = var.messages.name
  pool_id             = var.messages.pool_id
  processing_seconds  = var.messages.processing_seconds
  project_number      = local.project_number
  region              = var.gcp_region
  retention_seconds   = var.messages.retention_seconds
  service_account_ids = var.messages.service_account_ids
}
