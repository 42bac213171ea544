# The implied rule of every network denies ingress as well, but silently: this one leaves a log.
resource "google_compute_firewall" "deny_ingress" {
  name          = "${var.name}-deny-ingress"
  description   = "Denies and logs what no other rule allows"
  direction     = "INGRESS"
  network       = google_compute_network.this.id
  priority      = 65534
  source_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_firewall" "allow" {
  for_each = var.firewall_rules

  name          = each.value.name
  description   = each.value.description
  direction     = "INGRESS"
  network       = google_compute_network.this.id
  priority      = each.value.priority
  source_ranges = each.value.source_ranges
  target_tags   = each.value.target_tags

  allow {
    ports    = each.value.ports
    protocol = each.value.protocol
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
