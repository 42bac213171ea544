locals {
  # The machine finds the secret and the project by their names.
  settings = merge(var.settings, {
    HEALTH_PORT = tostring(var.health_port)
    PROJECT     = var.project_id
    SECRET      = google_secret_manager_secret.this.id
  })

  # Settings first, then the commands of the mechanism, then what the machine does with both. No secret is among them.
  script = join("\n", concat(
    ["#!/bin/bash", "mkdir -p /etc/replicator", "cat >/etc/replicator/settings <<'END_OF_SETTINGS'"],
    [for name, value in local.settings : "export ${name}='${value}'"],
    ["END_OF_SETTINGS", ". /etc/replicator/settings"],
    ["base64 --decode >/usr/local/sbin/replicator <<'END_OF_COMMANDS'", base64encode(var.commands), "END_OF_COMMANDS"],
    ["chmod 755 /usr/local/sbin/replicator", var.boot],
  ))
}

resource "google_compute_instance_template" "this" {
  name_prefix  = "${var.name}-"
  description  = "The replicator ${var.name}"
  machine_type = var.machine_type
  region       = var.region

  metadata = {
    block-project-ssh-keys = "true"
    enable-oslogin         = "true"
    serial-port-enable     = "false"
    startup-script         = local.script
  }

  disk {
    auto_delete  = true
    boot         = true
    disk_size_gb = var.disk_gib
    disk_type    = "pd-balanced"
    source_image = var.image

    disk_encryption_key {
      kms_key_self_link = var.kms_key
    }
  }

  # Without access_config it has no public address.
  network_interface {
    network    = var.network_id
    subnetwork = var.subnet_id
  }

  service_account {
    email  = google_service_account.this.email
    scopes = ["https://www.googleapis.com/auth/cloud-platform"]
  }

  shielded_instance_config {
    enable_integrity_monitoring = true
    enable_secure_boot          = true
    enable_vtpm                 = true
  }

  lifecycle {
    create_before_destroy = true
  }
}

# It asks whether the machine answers, not whether a database does.
resource "google_compute_health_check" "alive" {
  name                = var.name
  check_interval_sec  = 30
  description         = "The replicator ${var.name} answers"
  healthy_threshold   = 1
  timeout_sec         = 10
  unhealthy_threshold = 5

  tcp_health_check {
    port = var.health_port
  }

  log_config {
    enable = true
  }
}

# One machine. Two would undo each other's work, so the old one goes first.
resource "google_compute_region_instance_group_manager" "this" {
  name               = var.name
  base_instance_name = var.name
  region             = var.region
  target_size        = 1

  auto_healing_policies {
    health_check      = google_compute_health_check.alive.id
    initial_delay_sec = 1200
  }

  update_policy {
    type                         = "PROACTIVE"
    instance_redistribution_type = "NONE"
    max_surge_fixed              = 0
    max_unavailable_fixed        = 3
    minimal_action               = "REPLACE"
    replacement_method           = "RECREATE"
  }

  version {
    instance_template = google_compute_instance_template.this.id
  }

  depends_on = [
    google_project_iam_member.metrics,
    google_secret_manager_secret_iam_member.this,
    google_secret_manager_secret_version.this,
  ]
}
