locals {
  # One NAT gateway for each region that has a subnet, so that no subnet is left without a way out.
  regions = toset(concat([var.region], [for subnet in var.subnets : subnet.region]))
}

resource "google_compute_network" "this" {
  name                    = var.name
  auto_create_subnetworks = false
  mtu                     = var.mtu
  routing_mode            = var.routing_mode

  # Cloud NAT needs the default route to the internet gateway.
  delete_default_routes_on_create = false
}

resource "google_compute_subnetwork" "nodes" {
  name                     = "${var.name}-nodes"
  ip_cidr_range            = var.nodes.ip_cidr_range
  network                  = google_compute_network.this.id
  private_ip_google_access = true
  region                   = var.region

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = var.nodes.pods_ip_cidr_range
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = var.nodes.services_ip_cidr_range
  }

  log_config {
    aggregation_interval = var.flow_logs.aggregation_interval
    flow_sampling        = var.flow_logs.sampling
    metadata             = var.flow_logs.metadata
  }
}

resource "google_compute_subnetwork" "additional" {
  for_each = var.subnets

  name                     = each.value.name
  ip_cidr_range            = each.value.ip_cidr_range
  network                  = google_compute_network.this.id
  private_ip_google_access = true
  region                   = each.value.region

  log_config {
    aggregation_interval = var.flow_logs.aggregation_interval
    flow_sampling        = var.flow_logs.sampling
    metadata             = var.flow_logs.metadata
  }
}

resource "google_compute_router" "nat" {
  for_each = local.regions

  name    = "${var.name}-nat"
  network = google_compute_network.this.id
  region  = each.key
}

resource "google_compute_router_nat" "this" {
  for_each = local.regions

  name                               = "${var.name}-nat"
  enable_dynamic_port_allocation     = true
  min_ports_per_vm                   = var.nat.min_ports_per_vm
  nat_ip_allocate_option             = "AUTO_ONLY"
  region                             = each.key
  router                             = google_compute_router.nat[each.key].name
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"

  log_config {
    enable = var.nat.log_filter != "NONE"
    filter = var.nat.log_filter != "NONE" ? var.nat.log_filter : "ERRORS_ONLY"
  }
}
