module "database" {
  source = "../../../modules/atlas-cluster"

  alert_emails           = var.cluster.alert_emails
  allow                  = var.cluster.allow
  aws_client_region      = var.cluster.aws_client_region
  backup_retention_days  = var.cluster.backup_retention_days
  delete_protection      = var.cluster.delete_protection
  instance_size          = var.cluster.instance_size
  mongo_db_major_version = var.cluster.mongo_db_major_version
  name                   = var.cluster.name
  project_id             = var.cluster.project_id
  regions                = var.cluster.regions
  restore_window_days    = var.cluster.restore_window_days

  tags = merge(var.labels, {
    environment = var.environment
    managed-by  = "terraform"
    project     = var.project
  })
}
