resource "google_project_service" "this" {
  for_each = toset([
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "monitoring.googleapis.com",
    "spanner.googleapis.com",
    "sts.googleapis.com",
  ])

  service = each.key

  # Other stacks and people may use the same API in this project.
  disable_on_destroy = false
}

module "database" {
  source = "../../../modules/gcp-spanner-autoscaling-federation-keys"

  autoscaling            = var.instance.autoscaling
  aws_account_id         = var.instance.aws_account_id
  aws_roles              = var.instance.aws_roles
  backup_retention_days  = var.instance.backup_retention_days
  configuration          = var.instance.configuration
  database               = var.instance.database
  ddl                    = var.instance.ddl
  deletion_protection    = var.instance.deletion_protection
  dialect                = var.instance.dialect
  edition                = var.instance.edition
  kms_key_names          = var.instance.kms_key_names
  name                   = var.instance.name
  users                  = var.instance.users
  version_retention_days = var.instance.version_retention_days

  depends_on = [google_project_service.this]
}

module "alerts" {
  source = "../../../modules/gcp-alerts-none-none"

  name       = "${var.project}-${var.environment}-spanner"
  recipients = var.monitoring.recipients

  depends_on = [google_project_service.this]
}

module "database_alerts" {
  source = "../../../modules/gcp-spanner-alerts"

  channels      = module.alerts.channels
  instance_name = module.database.instance
  minutes       = var.monitoring.minutes
  name          = "${var.project}-${var.environment}"
  thresholds    = var.monitoring.thresholds
}
