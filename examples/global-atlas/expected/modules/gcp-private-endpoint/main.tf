resource "google_compute_address" "this" {
  name         = var.name
  address_type = "INTERNAL"
  region       = var.region
  subnetwork   = var.subnet_id
}

resource "google_compute_forwarding_rule" "this" {
  name                  = var.name
  ip_address            = google_compute_address.this.id
  load_balancing_scheme = ""
  network               = var.network_id
  region                = var.region
  target                = var.service_attachment
}
