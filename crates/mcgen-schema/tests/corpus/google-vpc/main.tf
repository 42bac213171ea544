/**
 * Copyright of the example.
 */

locals {
  network = (
    var.vpc_create
    ? {
      id        = try(google_compute_network.network[0].id, null)
      name      = try(google_compute_network.network[0].name, null)
      self_link = try(google_compute_network.network[0].self_link, null)
    }
    : {
      id        = format("projects/%s/global/networks/%s", var.project_id, var.name)
      name      = var.name
      self_link = "https://www.googleapis.com/compute/v1/projects/${var.project_id}/global/networks/${var.name}"
    }
  )
  peer_network = (
    var.peering_config == null
    ? null
    : element(reverse(split("/", var.peering_config.peer_vpc_self_link)), 0)
  )
}

resource "google_compute_network" "network" {
  count                   = var.vpc_create ? 1 : 0
  project                 = var.project_id
  name                    = var.name
  description             = var.description
  auto_create_subnetworks = var.auto_create_subnetworks
  mtu                     = var.mtu
  routing_mode            = var.routing_mode
}

resource "google_compute_network_peering" "local" {
  count                = var.peering_config == null ? 0 : 1
  name                 = "${var.name}-${local.peer_network}"
  network              = local.network.self_link
  peer_network         = var.peering_config.peer_vpc_self_link
  export_custom_routes = var.peering_config.export_routes
  import_custom_routes = var.peering_config.import_routes
}

resource "google_compute_shared_vpc_host_project" "shared_vpc_host" {
  count      = var.shared_vpc_host ? 1 : 0
  project    = var.project_id
  depends_on = [google_compute_network.network]
}

resource "google_dns_policy" "default" {
  count                     = var.dns_policy == null ? 0 : 1
  project                   = var.project_id
  name                      = var.name
  enable_inbound_forwarding = try(var.dns_policy.inbound, null)
  enable_logging            = try(var.dns_policy.logging, null)
  networks {
    network_url = local.network.id
  }

  dynamic "alternative_name_server_config" {
    for_each = var.dns_policy.outbound == null ? [] : [""]
    content {
      dynamic "target_name_servers" {
        for_each = (
          var.dns_policy.outbound.private_ns != null
          ? var.dns_policy.outbound.private_ns
          : []
        )
        iterator = ns
        content {
          ipv4_address    = ns.value
          forwarding_path = "private"
        }
      }
    }
  }
}
