module "database" {
  source = "../../../modules/cockroach-cluster-advanced-metrics"

  allow                    = var.cluster.allow
  backup_frequency_minutes = var.cluster.backup_frequency_minutes
  backup_retention_days    = var.cluster.backup_retention_days
  cidr_range               = var.cluster.cidr_range
  cloud_provider           = var.cluster.cloud_provider
  cockroach_version        = var.cluster.cockroach_version
  database                 = var.cluster.database
  delete_protection        = var.cluster.delete_protection
  name                     = var.cluster.name
  private_nodes            = var.cluster.private_nodes
  regions                  = var.cluster.regions
  storage_gib              = var.cluster.storage_gib
  user                     = var.cluster.user
  vcpus                    = var.cluster.vcpus

  labels = merge(var.labels, {
    environment = var.environment
    managed-by  = "terraform"
    project     = var.project
  })
}
