mock_provider "aws" {}

variables {
  account_id  = "123456789012"
  alias       = "crm-production-data"
  description = "Data of crm production"
  partition   = "aws"
  region      = "ap-northeast-2"
  services    = ["secretsmanager", "rds"]
}

run "the_key_rotates_and_is_not_lost_at_once" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key must rotate, and its deletion must wait 30 days."
  }

  assert {
    condition     = aws_kms_alias.this.name == "alias/crm-production-data"
    error_message = "The alias must carry its prefix once."
  }
}

run "the_account_administers_but_cannot_decrypt" {
  command = plan

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_kms_key.this.policy).Statement : length(setintersection(statement.Action, [
        "kms:*", "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*",
      ])) == 0 if statement.Sid == "AccountAdministersTheKey"
    ])
    error_message = "The statement for the account must not let anybody use the key."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_kms_key.this.policy).Statement :
      contains(keys(statement), "Condition") if statement.Sid != "AccountAdministersTheKey"
    ])
    error_message = "Every use of the key must be under a condition."
  }
}

run "use_is_through_the_services_named_and_from_the_account_only" {
  command = plan

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_kms_key.this.policy).Statement : (
        statement.Condition.StringEquals["kms:CallerAccount"] == "123456789012"
        && statement.Condition.StringEquals["kms:ViaService"] == [
          "rds.ap-northeast-2.amazonaws.com", "secretsmanager.ap-northeast-2.amazonaws.com",
        ]
      ) if statement.Sid != "AccountAdministersTheKey"
    ])
    error_message = "The key must be usable through the services named, by callers of the account, and not otherwise."
  }
}

run "an_unknown_service_is_refused" {
  command = plan

  variables {
    services = ["s3"]
  }

  expect_failures = [var.services]
}

run "a_malformed_account_is_refused" {
  command = plan

  variables {
    account_id = "1234"
  }

  expect_failures = [var.account_id]
}

run "an_alias_that_aws_owns_is_refused" {
  command = plan

  variables {
    alias = "aws/rds"
  }

  expect_failures = [var.alias]
}
