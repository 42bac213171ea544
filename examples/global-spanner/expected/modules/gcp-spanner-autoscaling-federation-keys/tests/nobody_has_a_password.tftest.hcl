mock_provider "google" {}

variables {
  backup_retention_days  = 30
  configuration          = "regional-asia-northeast3"
  database               = "crm"
  dialect                = "POSTGRESQL"
  edition                = "ENTERPRISE"
  name                   = "crm-production"
  users                  = ["serviceAccount:crm@crm-production.iam.gserviceaccount.com"]
  version_retention_days = 7
  aws_account_id         = "111122223333"
  aws_roles              = ["crm-app"]
  kms_key_names          = ["projects/crm-production/locations/asia-northeast3/keyRings/crm/cryptoKeys/spanner"]

  autoscaling = {
    cpu_percent          = 65
    max_processing_units = 5000
    min_processing_units = 1000
    storage_percent      = 90
  }
}

run "the_database_is_kept" {
  command = plan

  assert {
    condition = (
      google_spanner_database.this.deletion_protection
      && google_spanner_database.this.enable_drop_protection
      && google_spanner_backup_schedule.daily.retention_duration == "2592000s"
      && google_spanner_database.this.version_retention_period == "7d"
    )
    error_message = "The database must refuse to be deleted, and be backed up for 30 days."
  }
}

run "the_named_keys_encrypt_the_database" {
  command = plan

  assert {
    condition     = toset(one(google_spanner_database.this.encryption_config).kms_key_names) == toset(["projects/crm-production/locations/asia-northeast3/keyRings/crm/cryptoKeys/spanner"])
    error_message = "The database must be encrypted with the keys that were named."
  }
}

run "users_read_and_write_and_no_more" {
  command = plan

  assert {
    condition     = alltrue([for grant in google_spanner_database_iam_member.users : grant.role == "roles/spanner.databaseUser"])
    error_message = "A user must have the rights of one."
  }
}

run "only_the_named_roles_of_aws_come_in" {
  command = plan

  assert {
    condition = (
      google_iam_workload_identity_pool_provider.aws.attribute_condition == "attribute.aws_role in ['crm-app']"
      && one(google_iam_workload_identity_pool_provider.aws.aws).account_id == "111122223333"
    )
    error_message = "The pool must let in the named roles of the account and nobody else."
  }
}

run "several_regions_need_the_highest_edition" {
  command = plan

  variables {
    configuration = "asia1"
  }

  expect_failures = [var.edition]
}
