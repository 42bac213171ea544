mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/crm-production-database-keys" }
  }
}

variables {
  key_arns        = ["arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"]
  name            = "crm-production-database"
  organization_id = "99999999-8888-7777-6666-555555555555"
  partition       = "aws"
  user_account    = "210987654321"
}

run "the_account_of_the_cluster_uses_these_keys_for_one_organization" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.user.assume_role_policy).Statement[0].Principal.AWS == "arn:aws:iam::210987654321:root"
    error_message = "The account that runs the cluster must be able to take the role, and no other."
  }

  assert {
    condition     = jsondecode(aws_iam_role.user.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == var.organization_id
    error_message = "Whoever takes the role must name the organization."
  }

  assert {
    condition     = tolist(jsondecode(aws_iam_role_policy.user.policy).Statement[0].Resource) == var.key_arns
    error_message = "The role must reach the keys given, and no other."
  }
}

run "an_alias_is_refused" {
  command = plan

  variables {
    key_arns = ["arn:aws:kms:ap-northeast-2:123456789012:alias/cockroach"]
  }

  expect_failures = [var.key_arns]
}
