resource "cockroach_cluster" "this" {
  name              = var.name
  cloud_provider    = var.cloud_provider
  cockroach_version = var.cockroach_version
  delete_protection = var.delete_protection
  labels            = var.labels
  plan              = "ADVANCED"

  regions = [
    for region in var.regions : {
      name       = region.name
      node_count = region.nodes
    }
  ]

  dedicated = {
    cidr_range                 = var.cidr_range
    num_virtual_cpus           = var.vcpus
    private_network_visibility = var.private_nodes
    storage_gib                = var.storage_gib
  }

  backup_config = {
    enabled           = true
    frequency_minutes = var.backup_frequency_minutes
    retention_days    = var.backup_retention_days
  }
}

resource "cockroach_database" "this" {
  name       = var.database
  cluster_id = cockroach_cluster.this.id
}

# Without a password here, the provider makes one up that no state holds.
resource "cockroach_sql_user" "app" {
  name       = var.user
  cluster_id = cockroach_cluster.this.id
}

resource "cockroach_allow_list" "this" {
  for_each = var.allow

  name       = each.key
  cidr_ip    = split("/", each.value)[0]
  cidr_mask  = tonumber(split("/", each.value)[1])
  cluster_id = cockroach_cluster.this.id
  sql        = true
  ui         = true
}

# Once there, the services stay as long as the cluster.
resource "cockroach_private_endpoint_services" "this" {
  cluster_id = cockroach_cluster.this.id
}

# What is offered is read with a key of the API of its own; none stands here.
resource "cockroach_metric_export_prometheus_config" "this" {
  id = cockroach_cluster.this.id
}

data "cockroach_cluster_cert" "this" {
  id = cockroach_cluster.this.id
}
