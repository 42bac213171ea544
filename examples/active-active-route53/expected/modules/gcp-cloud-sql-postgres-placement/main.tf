resource "google_sql_database_instance" "this" {
  name                = var.name
  database_version    = var.database_version
  deletion_protection = var.deletion_protection
  encryption_key_name = var.kms_key
  region              = var.region

  settings {
    activation_policy           = "ALWAYS"
    availability_type           = var.availability_type
    connector_enforcement       = var.connector_enforcement
    deletion_protection_enabled = var.deletion_protection_api
    disk_autoresize             = true
    disk_autoresize_limit       = var.disk.autoresize_limit_gib
    disk_size                   = var.disk.size_gib
    disk_type                   = var.disk.type
    edition                     = var.edition
    retain_backups_on_delete    = var.backup.retain_on_delete
    tier                        = var.tier
    user_labels                 = var.labels

    backup_configuration {
      enabled                        = var.backup.enabled
      location                       = var.backup.location
      point_in_time_recovery_enabled = var.backup.point_in_time_recovery
      start_time                     = var.backup.start_time
      transaction_log_retention_days = var.backup.transaction_log_retention_days

      backup_retention_settings {
        retained_backups = var.backup.retained_backups
        retention_unit   = "COUNT"
      }
    }

    dynamic "database_flags" {
      for_each = var.flags

      content {
        name  = database_flags.key
        value = database_flags.value
      }
    }

    final_backup_config {
      enabled        = var.backup.final_backup_days > 0
      retention_days = var.backup.final_backup_days > 0 ? var.backup.final_backup_days : null
    }

    insights_config {
      query_insights_enabled  = true
      query_plans_per_minute  = var.insights.query_plans_per_minute
      query_string_length     = var.insights.query_string_length
      record_application_tags = true
      record_client_address   = var.insights.record_client_address
    }

    ip_configuration {
      allocated_ip_range = var.private_services_range_name
      ipv4_enabled       = var.public_ip
      private_network    = var.network_id
      server_ca_mode     = var.server_ca_mode
      ssl_mode           = var.ssl_mode
    }

    location_preference {
      secondary_zone = var.placement.secondary_zone
      zone           = var.placement.zone
    }

    maintenance_window {
      day          = var.maintenance_window.day
      hour         = var.maintenance_window.hour
      update_track = var.maintenance_window.track
    }

    password_validation_policy {
      complexity                  = "COMPLEXITY_DEFAULT"
      disallow_username_substring = true
      enable_password_policy      = true
      min_length                  = 16
    }
  }

  lifecycle {
    # The disk grows by itself. To set it back to its first size would replace the instance.
    ignore_changes = [settings[0].disk_size]

    precondition {
      condition     = var.private_services_connection_id != ""
      error_message = "An instance with a private address needs the peering with Google's services first."
    }

    precondition {
      condition     = var.availability_type == "ZONAL" || (var.backup.enabled && var.backup.point_in_time_recovery)
      error_message = "A regional instance needs backups and point-in-time recovery."
    }

    precondition {
      condition     = var.backup.enabled || !var.backup.point_in_time_recovery
      error_message = "Point-in-time recovery needs backups."
    }

    precondition {
      condition     = strcontains(var.kms_key, "/locations/${var.region}/")
      error_message = "The key must be in the region of the instance."
    }
  }
}

resource "google_sql_database" "this" {
  name            = var.database_name
  charset         = "UTF8"
  deletion_policy = "ABANDON"
  instance        = google_sql_database_instance.this.name
}
