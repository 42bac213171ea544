# The record of each project is its own, so that other projects can prove the same name.
resource "google_certificate_manager_dns_authorization" "this" {
  name        = var.name
  description = "Proves ${var.hostname}"
  domain      = var.hostname
  type        = "PER_PROJECT_RECORD"
}

resource "google_certificate_manager_certificate" "this" {
  name        = var.name
  description = "Certificate of ${var.hostname}"

  managed {
    dns_authorizations = [google_certificate_manager_dns_authorization.this.id]
    domains            = [var.hostname]
  }
}

resource "google_certificate_manager_certificate_map" "this" {
  name        = var.name
  description = "Certificates of ${var.hostname}"
}

resource "google_certificate_manager_certificate_map_entry" "this" {
  name         = var.name
  certificates = [google_certificate_manager_certificate.this.id]
  hostname     = var.hostname
  map          = google_certificate_manager_certificate_map.this.name
}
