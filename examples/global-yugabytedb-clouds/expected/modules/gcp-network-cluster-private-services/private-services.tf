resource "google_compute_global_address" "private_services" {
  name          = "${var.name}-private-services"
  address       = split("/", var.private_services.ip_cidr_range)[0]
  address_type  = "INTERNAL"
  network       = google_compute_network.this.id
  prefix_length = tonumber(split("/", var.private_services.ip_cidr_range)[1])
  purpose       = "VPC_PEERING"
}

resource "google_service_networking_connection" "private_services" {
  network                 = google_compute_network.this.id
  reserved_peering_ranges = [google_compute_global_address.private_services.name]
  service                 = "servicenetworking.googleapis.com"

  # Google releases a producer's subnet only days after its last instance, and until then refuses to delete the peering.
  deletion_policy = "ABANDON"
}

# Without this, an address that the network learns by VPN never reaches the managed instances, nor theirs the VPN.
resource "google_compute_network_peering_routes_config" "private_services" {
  export_custom_routes = var.private_services.export_custom_routes
  import_custom_routes = var.private_services.import_custom_routes
  network              = google_compute_network.this.name
  peering              = google_service_networking_connection.private_services.peering
}
