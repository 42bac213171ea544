locals {
  # Without read replicas the standby counts as one replica, and a basic instance has none.
  replica_count = var.read_replicas > 0 ? var.read_replicas : (var.tier == "STANDARD_HA" ? 1 : 0)
}

resource "google_redis_instance" "this" {
  name                    = var.name
  alternative_location_id = var.alternative_zone
  auth_enabled            = true
  authorized_network      = var.network_id
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  customer_managed_key    = var.kms_key
  deletion_protection     = var.deletion_protection
  display_name            = var.name
  location_id             = var.zone
  memory_size_gb          = var.memory_size_gib
  read_replicas_mode      = var.read_replicas > 0 ? "READ_REPLICAS_ENABLED" : "READ_REPLICAS_DISABLED"
  redis_configs           = var.configs
  redis_version           = var.engine_version
  region                  = var.region
  replica_count           = local.replica_count
  reserved_ip_range       = var.private_services_range_name
  tier                    = var.tier
  transit_encryption_mode = var.transit_encryption_mode

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
    persistence_mode    = var.snapshot_period == "NONE" ? "DISABLED" : "RDB"
    rdb_snapshot_period = var.snapshot_period == "NONE" ? null : var.snapshot_period
  }

  lifecycle {
    precondition {
      condition     = var.private_services_connection_id != ""
      error_message = "An instance behind private services access needs the peering with Google's services first."
    }

    precondition {
      condition     = strcontains(var.kms_key, "/locations/${var.region}/")
      error_message = "The key must be in the region of the instance."
    }
  }
}

resource "google_secret_manager_secret" "auth" {
  secret_id           = "${var.name}-cache-auth"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = var.region

        customer_managed_encryption {
          kms_key_name = var.kms_key
        }
      }
    }
  }
}

resource "google_secret_manager_secret_version" "auth" {
  secret                 = google_secret_manager_secret.auth.id
  secret_data_wo         = google_redis_instance.this.auth_string
  secret_data_wo_version = var.auth_secret_version

  lifecycle {
    create_before_destroy = true
  }
}
