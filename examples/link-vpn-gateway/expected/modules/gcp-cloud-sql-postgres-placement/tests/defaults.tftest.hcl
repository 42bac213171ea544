mock_provider "google" {}

variables {
  admin_username   = "crm_admin"
  database_name    = "crm"
  database_version = "POSTGRES_17"
  flags            = { "cloudsql.iam_authentication" = "on" }
  edition          = "ENTERPRISE"
  tier             = "db-custom-4-16384"
  kms_key          = "projects/crm-prod/locations/asia-northeast3/keyRings/crm/cryptoKeys/database"
  name             = "crm-production"
  network_id       = "projects/crm-prod/global/networks/crm-production"
  placement = {
    secondary_zone = "asia-northeast3-b"
    zone           = "asia-northeast3-a"
  }
  private_services_connection_id = "crm-production:servicenetworking.googleapis.com"
  private_services_range_name    = "crm-production-private-services"
  region                         = "asia-northeast3"
}

run "the_instance_is_private_and_speaks_tls_only" {
  command = plan

  assert {
    condition     = google_sql_database_instance.this.settings[0].ip_configuration[0].ipv4_enabled == false
    error_message = "The instance must have no public address."
  }

  assert {
    condition     = google_sql_database_instance.this.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    error_message = "The instance must refuse connections without TLS."
  }
}

run "the_instance_is_protected_and_backed_up" {
  command = plan

  assert {
    condition = (
      google_sql_database_instance.this.deletion_protection
      && google_sql_database_instance.this.settings[0].deletion_protection_enabled
    )
    error_message = "Both switches against deletion must be on."
  }

  assert {
    condition     = google_sql_database_instance.this.settings[0].backup_configuration[0].enabled
    error_message = "Backups must be on."
  }

  assert {
    condition     = google_sql_database_instance.this.settings[0].backup_configuration[0].point_in_time_recovery_enabled
    error_message = "Point-in-time recovery must be on."
  }

  assert {
    condition     = google_sql_database_instance.this.settings[0].availability_type == "REGIONAL"
    error_message = "A standby must be ready in another zone."
  }

  assert {
    condition     = google_sql_database_instance.this.encryption_key_name == var.kms_key
    error_message = "The instance must be encrypted with the customer key."
  }
}

run "the_administrator_outlives_its_resource" {
  command = plan

  assert {
    condition     = google_sql_user.admin.deletion_policy == "ABANDON" && google_sql_database.this.deletion_policy == "ABANDON"
    error_message = "A destroy must not remove the administrator or the database before the instance refuses to go."
  }
}

run "a_key_of_another_region_is_refused" {
  command = plan

  variables {
    kms_key = "projects/crm-prod/locations/us-central1/keyRings/crm/cryptoKeys/database"
  }

  expect_failures = [google_sql_database_instance.this]
}

run "a_regional_instance_without_backups_is_refused" {
  command = plan

  variables {
    backup = {
      enabled                = false
      point_in_time_recovery = false
    }
  }

  expect_failures = [google_sql_database_instance.this]
}

run "flags_of_another_cloud_are_refused" {
  command = plan

  variables {
    flags = { "rds.logical_replication" = "1" }
  }

  expect_failures = [var.flags]
}

run "an_iam_user_without_the_flag_is_refused" {
  command = plan

  variables {
    flags = {}
    iam_users = {
      "group:dba@example.com" = { name = "dba@example.com", type = "CLOUD_IAM_GROUP" }
    }
  }

  expect_failures = [var.iam_users]
}
