locals {
  psa_configs = { for v in var.psa_configs : v.key => v }
  psa_ranges = merge([
    for key, config in local.psa_configs : {
      for name, range in config.ranges : "${key}/${name}" => {
        range = split("/", range)
        name  = name
      }
    }
  ]...)
}

resource "google_compute_global_address" "psa" {
  for_each      = local.psa_ranges
  network       = local.network.id
  project       = var.project_id
  name          = each.value.name
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = each.value.range[0]
  prefix_length = each.value.range[1]
}

resource "google_service_networking_connection" "psa" {
  for_each = local.psa_configs
  network  = local.network.id
  service  = each.key
  reserved_peering_ranges = [
    for k, v in google_compute_global_address.psa :
    v.name if startswith(k, "${each.key}/")
  ]
  deletion_policy = each.value.deletion_policy
}

resource "google_compute_network_peering_routes_config" "psa" {
  for_each             = local.psa_configs
  project              = var.project_id
  peering              = google_service_networking_connection.psa[each.key].peering
  network              = local.network.name
  export_custom_routes = each.value.export_routes
  import_custom_routes = each.value.import_routes
}
