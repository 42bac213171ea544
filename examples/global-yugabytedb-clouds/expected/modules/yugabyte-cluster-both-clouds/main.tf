locals {
  aws_regions    = { for region in var.regions : region.name => region.cidr if region.cloud == "AWS" }
  google_regions = { for region in var.regions : region.name => region.cidr if region.cloud == "GCP" }
}

# The nodes of a region stand in a VPC of Yugabyte. Clients come through a private endpoint, so its range only has to differ from those of the other regions.
resource "ybm_vpc" "this" {
  for_each = local.aws_regions

  name  = "${var.name}-${each.key}"
  cloud = "AWS"

  region_cidr_info = [{
    cidr   = each.value
    region = each.key
  }]
}

# In Google Cloud all regions stand in one network, and none can be added to it later.
resource "ybm_vpc" "google" {
  name  = "${var.name}-google"
  cloud = "GCP"

  region_cidr_info = [
    for region, cidr in local.google_regions : {
      cidr   = cidr
      region = region
    }
  ]
}

# Half of a peering: it waits until the network of the clients answers.
resource "ybm_vpc_peering" "google" {
  name              = "${var.name}-google"
  yugabytedb_vpc_id = ybm_vpc.google.vpc_id

  application_vpc_info = {
    cloud   = "GCP"
    project = var.google_clients.project
    vpc_id  = var.google_clients.network
  }
}

# Through a peering come only addresses that are let in. Those of a private endpoint need not be.
resource "ybm_allow_list" "google" {
  allow_list_name        = "${var.name}-google"
  allow_list_description = "Clients in Google Cloud"
  cidr_list              = var.google_clients.cidr_blocks
}

# The state keeps what the provider is given. This password is replaced in the database after the first apply, and opens nothing from then on.
resource "random_password" "first" {
  length  = 40
  special = false
}

resource "ybm_cluster" "this" {
  cluster_allow_list_ids = [ybm_allow_list.google.allow_list_id]
  cluster_name           = var.name
  cluster_tier           = "PAID"
  cluster_type           = "SYNCHRONOUS"
  fault_tolerance        = var.fault_tolerance
  is_multi_cloud         = true
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
      vpc_id        = region.cloud == "AWS" ? ybm_vpc.this[region.name].vpc_id : ybm_vpc.google.vpc_id
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
