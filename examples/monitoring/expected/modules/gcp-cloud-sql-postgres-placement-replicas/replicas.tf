resource "google_sql_database_instance" "replica" {
  for_each = var.replicas

  name                 = each.value.name
  database_version     = var.database_version
  deletion_protection  = var.deletion_protection
  encryption_key_name  = var.kms_key
  instance_type        = "READ_REPLICA_INSTANCE"
  master_instance_name = google_sql_database_instance.this.name
  region               = var.region

  settings {
    activation_policy           = "ALWAYS"
    availability_type           = "ZONAL"
    connector_enforcement       = var.connector_enforcement
    deletion_protection_enabled = var.deletion_protection_api
    disk_autoresize             = true
    disk_autoresize_limit       = var.disk.autoresize_limit_gib
    disk_size                   = var.disk.size_gib
    disk_type                   = var.disk.type
    edition                     = var.edition
    tier                        = each.value.tier
    user_labels                 = var.labels

    # A replica refuses to start with fewer connections or workers than its primary.
    dynamic "database_flags" {
      for_each = var.flags

      content {
        name  = database_flags.key
        value = database_flags.value
      }
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
      zone = each.value.zone
    }
  }

  lifecycle {
    ignore_changes = [settings[0].disk_size]
  }
}
