# The nodes of a region stand in a VPC of Yugabyte. Clients come through a private endpoint, so its range only has to differ from those of the other regions.
resource "ybm_vpc" "this" {
  for_each = { for region in var.regions : region.name => region.cidr }

  name  = "${var.name}-${each.key}"
  cloud = "AWS"

  region_cidr_info = [{
    cidr   = each.value
    region = each.key
  }]
}

# The state keeps what the provider is given. This password is replaced in the database after the first apply, and opens nothing from then on.
resource "random_password" "first" {
  length  = 40
  special = false
}

resource "ybm_cluster" "this" {
  cloud_type             = "AWS"
  cluster_name           = var.name
  cluster_tier           = "PAID"
  cluster_type           = "SYNCHRONOUS"
  fault_tolerance        = var.fault_tolerance
  num_faults_to_tolerate = var.faults

  backup_schedules = [{
    retention_period_in_days = var.backup_retention_days
    state                    = "ACTIVE"
    time_interval_in_days    = var.backup_interval_days
  }]

  cluster_region_info = [
    for region in var.regions : {
      disk_size_gb  = var.disk_gb
      num_cores     = var.cores
      num_nodes     = region.nodes
      public_access = false
      region        = region.name
      vpc_id        = ybm_vpc.this[region.name].vpc_id
    }
  ]

  credentials = {
    password = random_password.first.result
    username = var.admin
  }

  lifecycle {
    # The password was replaced in the database. Another one here would be no change there.
    ignore_changes = [credentials]
  }
}

# Aeon writes its alerts to every member of the account. A viewer changes nothing.
resource "ybm_user" "member" {
  for_each = var.members

  email     = each.key
  role_name = "Viewer"
}

resource "ybm_private_service_endpoint" "this" {
  for_each = var.endpoints

  cluster_id          = ybm_cluster.this.cluster_id
  region              = each.key
  security_principals = each.value
}

# The provider changes no assignment: another configuration takes another one.
resource "terraform_data" "export_configuration" {
  input = var.export_configuration
}

resource "ybm_associate_metrics_exporter_cluster" "this" {
  cluster_id  = ybm_cluster.this.cluster_id
  config_name = var.export_configuration

  lifecycle {
    replace_triggered_by = [terraform_data.export_configuration]
  }
}
