resource "google_dns_managed_zone" "this" {
  name        = var.name
  description = "Private way to ${var.hostname}"
  dns_name    = "${var.zone}."
  visibility  = "private"

  private_visibility_config {
    networks {
      network_url = var.network_id
    }
  }
}

resource "google_dns_record_set" "this" {
  name         = "${var.hostname}."
  managed_zone = google_dns_managed_zone.this.name
  rrdatas      = var.targets
  ttl          = 60
  type         = var.record_type
}
