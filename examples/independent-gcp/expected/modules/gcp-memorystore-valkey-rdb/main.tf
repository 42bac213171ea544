resource "google_network_connectivity_service_connection_policy" "this" {
  name          = "${var.name}-memorystore"
  description   = "Lets Memorystore make endpoints in the network"
  location      = var.region
  network       = var.network_id
  service_class = "gcp-memorystore"

  psc_config {
    subnetworks = var.subnet_ids
  }
}

resource "google_memorystore_instance" "this" {
  instance_id                 = var.name
  authorization_mode          = var.authorization_mode
  deletion_protection_enabled = var.deletion_protection
  engine_configs              = var.configs
  engine_version              = var.engine_version
  kms_key                     = var.kms_key
  location                    = var.region
  mode                        = var.mode
  node_type                   = var.node_type
  replica_count               = var.replica_count
  shard_count                 = var.shard_count
  transit_encryption_mode     = var.transit_encryption_mode

  automated_backup_config {
    retention = "${var.backup.retention_days * 86400}s"

    fixed_frequency_schedule {
      start_time {
        hours = var.backup.start_hour
      }
    }
  }

  desired_auto_created_endpoints {
    network    = var.network_id
    project_id = var.project_id
  }

  maintenance_policy {
    weekly_maintenance_window {
      day = var.maintenance_window.day

      start_time {
        hours   = var.maintenance_window.hour
        minutes = 0
        nanos   = 0
        seconds = 0
      }
    }
  }

  persistence_config {
    mode = "RDB"

    rdb_config {
      rdb_snapshot_period = var.snapshot_period
    }
  }

  zone_distribution_config {
    mode = var.zone == null ? "MULTI_ZONE" : "SINGLE_ZONE"
    zone = var.zone
  }

  lifecycle {
    precondition {
      condition     = strcontains(var.kms_key, "/locations/${var.region}/")
      error_message = "The key must be in the region of the instance."
    }
  }

  # Only with the policy in place can the service make the endpoints.
  depends_on = [google_network_connectivity_service_connection_policy.this]
}
