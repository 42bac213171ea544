module "database" {
  source = "../../../modules/yugabyte-cluster-both-clouds"

  backup_interval_days  = var.cluster.backup_interval_days
  backup_retention_days = var.cluster.backup_retention_days
  cores                 = var.cluster.cores
  disk_gb               = var.cluster.disk_gb
  endpoints             = var.cluster.endpoints
  fault_tolerance       = var.cluster.fault_tolerance
  faults                = var.cluster.faults
  google_clients        = var.cluster.google_clients
  members               = var.cluster.members
  name                  = var.cluster.name
  regions               = var.cluster.regions
}
