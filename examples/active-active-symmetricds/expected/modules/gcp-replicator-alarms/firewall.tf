# The way in for people (IAP), and the probes of the health check.
resource "google_compute_firewall" "ingress" {
  for_each = {
    alive = { port = var.health_port, ranges = ["130.211.0.0/22", "35.191.0.0/16"] }
    iap   = { port = 22, ranges = ["35.235.240.0/20"] }
  }

  name                    = "${var.name}-${each.key}"
  description             = "Lets ${each.key} reach the replicator"
  direction               = "INGRESS"
  network                 = var.network_id
  priority                = 1000
  source_ranges           = each.value.ranges
  target_service_accounts = [google_service_account.this.email]

  allow {
    ports    = [tostring(each.value.port)]
    protocol = "tcp"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_firewall" "egress" {
  for_each = merge(var.egress, { https = { port = 443, ranges = ["0.0.0.0/0"] } })

  name                    = "${var.name}-to-${each.key}"
  description             = "Lets the replicator reach ${each.key}"
  destination_ranges      = each.value.ranges
  direction               = "EGRESS"
  network                 = var.network_id
  priority                = 1000
  target_service_accounts = [google_service_account.this.email]

  allow {
    ports    = [tostring(each.value.port)]
    protocol = "tcp"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_firewall" "deny_egress" {
  name                    = "${var.name}-deny-egress"
  description             = "Denies and logs what else the replicator would reach"
  destination_ranges      = ["0.0.0.0/0"]
  direction               = "EGRESS"
  network                 = var.network_id
  priority                = 65000
  target_service_accounts = [google_service_account.this.email]

  deny {
    protocol = "all"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
