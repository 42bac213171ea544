resource "google_compute_global_address" "this" {
  name         = var.name
  address_type = "EXTERNAL"
  description  = "Entrance of ${var.hostname}"
  ip_version   = "IPV4"
}

resource "google_compute_backend_service" "this" {
  name                            = var.name
  connection_draining_timeout_sec = 60
  description                     = "Targets of ${var.hostname}"
  health_checks                   = [google_compute_health_check.this.id]
  load_balancing_scheme           = "EXTERNAL_MANAGED"
  protocol                        = "HTTP"
  security_policy                 = google_compute_security_policy.this.id
  timeout_sec                     = var.timeout_seconds

  dynamic "backend" {
    for_each = google_compute_network_endpoint_group.this

    content {
      group                 = backend.value.id
      balancing_mode        = "RATE"
      max_rate_per_endpoint = var.rate_per_target
    }
  }

  log_config {
    enable      = var.log_sampling > 0
    sample_rate = var.log_sampling
  }
}

resource "google_compute_health_check" "this" {
  name                = var.name
  check_interval_sec  = 10
  description         = "Whether a target of ${var.hostname} is alive"
  healthy_threshold   = 2
  timeout_sec         = 5
  unhealthy_threshold = 3

  http_health_check {
    port_specification = "USE_SERVING_PORT"
    request_path       = var.health_path
  }

  log_config {
    enable = true
  }
}

# Empty: whatever runs the application attaches its endpoints, which Terraform does not look at.
resource "google_compute_network_endpoint_group" "this" {
  for_each = toset(var.zones)

  name                  = var.name
  default_port          = var.target_port
  description           = "Endpoints of ${var.hostname} in ${each.key}"
  network               = var.network_id
  network_endpoint_type = "GCE_VM_IP_PORT"
  subnetwork            = var.subnet_id
  zone                  = each.key
}

# Health checks and requests both come from the front ends of Google.
resource "google_compute_firewall" "front_ends" {
  name          = "${var.name}-lb"
  description   = "Lets the front ends of Google reach the targets of ${var.hostname}"
  direction     = "INGRESS"
  network       = var.network_id
  priority      = 1000
  source_ranges = ["130.211.0.0/22", "35.191.0.0/16"]

  allow {
    ports    = [tostring(var.target_port)]
    protocol = "tcp"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
