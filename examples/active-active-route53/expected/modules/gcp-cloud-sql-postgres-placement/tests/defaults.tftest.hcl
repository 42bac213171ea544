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
  project_id                     = "crm-prod"
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
      "group:dba@example.com" = { member = "group:dba@example.com", name = "dba@example.com", type = "CLOUD_IAM_GROUP" }
    }
  }

  expect_failures = [var.iam_users]
}

run "an_iam_user_may_log_in_to_this_instance_and_no_other" {
  command = plan

  variables {
    iam_users = {
      dba = { member = "group:dba@example.com", name = "dba@example.com", type = "CLOUD_IAM_GROUP" }
    }
  }

  assert {
    condition = (
      google_project_iam_member.instance_user["dba"].member == "group:dba@example.com"
      && google_project_iam_member.instance_user["dba"].role == "roles/cloudsql.instanceUser"
      && strcontains(
        google_project_iam_member.instance_user["dba"].condition[0].expression,
        "resource.name == \"projects/crm-prod/instances/crm-production\""
      )
    )
    error_message = "The role to log in must hold for this instance only."
  }

  assert {
    condition     = length(google_project_iam_member.client) == 0
    error_message = "Without connectors nobody needs the role of a connector."
  }
}

run "connectors_get_their_role" {
  command = plan

  variables {
    connector_enforcement = "REQUIRED"
    iam_users = {
      dba = { member = "group:dba@example.com", name = "dba@example.com", type = "CLOUD_IAM_GROUP" }
    }
  }

  assert {
    condition     = google_project_iam_member.client["dba"].role == "roles/cloudsql.client"
    error_message = "A connector asks for the role of a client."
  }
}

run "grants_can_be_left_to_others" {
  command = plan

  variables {
    iam_grants = false
    iam_users = {
      dba = { member = "group:dba@example.com", name = "dba@example.com", type = "CLOUD_IAM_GROUP" }
    }
  }

  assert {
    condition     = length(google_project_iam_member.instance_user) == 0 && length(google_sql_user.iam) == 1
    error_message = "The user must exist without a grant."
  }
}
