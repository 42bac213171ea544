mock_provider "google" {}

variables {
  host      = "internal-crm.example.com"
  password  = "a-password-for-this-test"
  port      = 26257
  region    = "asia-northeast3"
  secret_id = "crm-production-database-app"
  username  = "crm_app"
}

run "only_the_version_of_the_password_is_in_the_state" {
  command = apply

  assert {
    condition = (
      google_secret_manager_secret_version.this.secret_data_wo == null
      && tostring(google_secret_manager_secret_version.this.secret_data_wo_version) == "1"
    )
    error_message = "The state must hold the version of the password and nothing else of it."
  }
}

run "the_secret_stays_in_its_region" {
  command = plan

  assert {
    condition = (
      google_secret_manager_secret.this.replication[0].user_managed[0].replicas[0].location == "asia-northeast3"
      && google_secret_manager_secret.this.deletion_protection
    )
    error_message = "The secret must be kept in the region given, and refuse to be deleted."
  }
}

run "a_short_password_is_refused" {
  command = plan

  variables {
    password = "short"
  }

  expect_failures = [var.password]
}
