mock_provider "aws" {}

variables {
  host        = "crm-production.abcdefghij.ap-northeast-2.rds.amazonaws.com"
  port        = 5432
  description = "Master user of crm-production"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  name_prefix = "rds/crm-production/master-"
  password    = "a-password-for-this-test"
  username    = "crm_admin"
}

run "the_secret_is_encrypted_and_recoverable" {
  command = plan

  assert {
    condition = (
      aws_secretsmanager_secret.this.kms_key_id == var.kms_key_arn
      && aws_secretsmanager_secret.this.recovery_window_in_days == 30
    )
    error_message = "The secret must be encrypted with the key given, and come back within 30 days."
  }
}

run "only_the_version_of_the_password_is_in_the_state" {
  command = apply

  assert {
    condition = (
      aws_secretsmanager_secret_version.this.secret_string_wo == null
      && aws_secretsmanager_secret_version.this.secret_string_wo_version == 1
    )
    error_message = "The state must hold the version of the password and nothing else of it."
  }
}

run "a_short_password_is_refused" {
  command = plan

  variables {
    password = "short"
  }

  expect_failures = [var.password]
}

run "a_version_below_one_is_refused" {
  command = plan

  variables {
    password_version = 0
  }

  expect_failures = [var.password_version]
}
