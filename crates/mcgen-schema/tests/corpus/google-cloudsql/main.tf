locals {
  is_mysql     = can(regex("^MYSQL", var.database_version))
  is_regional  = var.availability_type == "REGIONAL" ? true : false
  has_replicas = length(var.replicas) > 0

  users = {
    for k, v in coalesce(var.users, {}) :
    k =>
    local.is_mysql ?
    {
      name     = try(v.type, "BUILT_IN") == "BUILT_IN" ? split("@", k)[0] : k
      host     = try(v.type, "BUILT_IN") == "BUILT_IN" ? try(split("@", k)[1], null) : null
      password = v.password
      type     = try(v.type, "BUILT_IN")
      } : {
      name     = trimsuffix(k, ".gserviceaccount.com")
      host     = null
      password = v.password
      type     = try(v.type, "BUILT_IN")
    }
  }
}

resource "google_sql_database_instance" "primary" {
  project             = var.project_id
  name                = var.name
  region              = var.region
  database_version    = var.database_version
  encryption_key_name = var.encryption_key_name
  root_password       = var.root_password.password

  settings {
    tier                  = var.tier
    edition               = var.edition
    disk_autoresize       = var.disk_size == null
    disk_size             = var.disk_size
    availability_type     = var.availability_type
    user_labels           = var.labels
    connector_enforcement = "NOT_REQUIRED"

    ip_configuration {
      ipv4_enabled       = var.network_config.connectivity.public_ipv4
      private_network    = try(var.network_config.connectivity.psa_config.private_network, null)
      allocated_ip_range = try(var.network_config.connectivity.psa_config.allocated_ip_ranges.primary, null)
      ssl_mode           = var.ssl.mode
      dynamic "authorized_networks" {
        for_each = var.network_config.authorized_networks != null ? var.network_config.authorized_networks : {}
        iterator = network
        content {
          name  = network.key
          value = network.value
        }
      }
      dynamic "psc_config" {
        for_each = var.network_config.connectivity.psc_allowed_consumer_projects != null ? [""] : []
        content {
          psc_enabled               = true
          allowed_consumer_projects = var.network_config.connectivity.psc_allowed_consumer_projects
        }
      }
    }

    dynamic "backup_configuration" {
      for_each = var.backup_configuration.enabled ? { 1 = 1 } : {}
      content {
        enabled = true
        binary_log_enabled = (
          local.is_mysql
          ? var.backup_configuration.binary_log_enabled || local.has_replicas || local.is_regional
          : null
        )
        start_time = var.backup_configuration.start_time
        backup_retention_settings {
          retained_backups = var.backup_configuration.retention_count
          retention_unit   = "COUNT"
        }
      }
    }

    dynamic "database_flags" {
      for_each = var.flags != null ? var.flags : {}
      iterator = flag
      content {
        name  = flag.key
        value = flag.value
      }
    }
  }
  deletion_protection = var.deletion_protection

  lifecycle {
    ignore_changes = [settings[0].disk_size]
  }
}

resource "google_sql_database_instance" "replicas" {
  for_each             = local.has_replicas ? var.replicas : {}
  project              = var.project_id
  name                 = "${var.name}-${each.key}"
  region               = each.value.region
  database_version     = var.database_version
  encryption_key_name  = each.value.encryption_key_name
  master_instance_name = google_sql_database_instance.primary.name

  settings {
    tier              = coalesce(each.value.tier, var.tier)
    availability_type = each.value.availability_type
  }
}

resource "google_sql_database" "databases" {
  for_each = var.databases != null ? toset(var.databases) : toset([])
  project  = var.project_id
  instance = google_sql_database_instance.primary.name
  name     = each.key
}

resource "google_sql_user" "users" {
  for_each = nonsensitive(toset(keys(local.users)))
  project  = var.project_id
  instance = google_sql_database_instance.primary.name
  name     = local.users[each.value].name
  host     = local.users[each.value].host
  password = local.users[each.key].password
  type     = local.users[each.key].type
}

resource "google_sql_ssl_cert" "client_certificates" {
  provider    = google-beta
  for_each    = var.ssl.client_certificates != null ? toset(var.ssl.client_certificates) : toset([])
  project     = var.project_id
  instance    = google_sql_database_instance.primary.name
  common_name = each.key
}
