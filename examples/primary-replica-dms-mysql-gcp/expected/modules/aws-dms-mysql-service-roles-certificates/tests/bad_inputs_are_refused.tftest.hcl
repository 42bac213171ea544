mock_provider "aws" {
  mock_resource "aws_dms_certificate" {
    defaults = { certificate_arn = "arn:aws:dms:ap-northeast-2:123456789012:cert:AAAAAAAAAAAAAAAAAAAAAAAAAA" }
  }

  mock_resource "aws_dms_endpoint" {
    defaults = { endpoint_arn = "arn:aws:dms:ap-northeast-2:123456789012:endpoint:AAAAAAAAAAAAAAAAAAAAAAAAAA" }
  }

  mock_resource "aws_dms_replication_instance" {
    defaults = { replication_instance_arn = "arn:aws:dms:ap-northeast-2:123456789012:rep:AAAAAAAAAAAAAAAAAAAAAAAAAA" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/crm-production-dms-secrets" }
  }
}

variables {
  certificates               = { aws = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n", gcp = "-----BEGIN CERTIFICATE-----\nAQ==\n-----END CERTIFICATE-----\n" }
  class                      = "dms.r6i.large"
  control_schema             = "dms"
  database_port              = 5432
  database_security_group_id = "sg-0a1b2c3d4e5f60718"
  engine_version             = "3.6.1"
  kms_key_arn                = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  log_retention_days         = 90
  logs_kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  maintenance_window         = "sun:19:00-sun:20:00"
  name                       = "crm-production"
  peer_cidr_blocks           = { private-services = "10.23.0.0/20" }
  peer_port                  = 5433
  region                     = "ap-northeast-2"
  secrets_cidr_blocks        = { "endpoint in 10.30.0.0/16" = "10.30.0.0/16" }
  secrets_role_name          = "crm-production-dms-secrets"
  subnet_ids                 = { a = "subnet-0a1b2c3d4e5f60718", c = "subnet-0a1b2c3d4e5f60719" }
  vpc_id                     = "vpc-0a1b2c3d4e5f60718"

  tables = {
    "public.orders"   = { schema = "public", table = "orders" }
    "public.accounts" = { schema = "public", table = "accounts" }
  }

  source_endpoint = {
    name       = "aws"
    secret_arn = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:aws-AAAAAA"
    ssl_mode   = "verify-full"
  }

  target_endpoint = {
    name       = "gcp"
    secret_arn = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:gcp-AAAAAA"
    ssl_mode   = "verify-ca"
  }
}

run "tables_that_dms_makes_are_refused" {
  command = plan

  variables {
    full_load = { preparation = "DROP_AND_CREATE" }
  }

  expect_failures = [var.full_load]
}

run "too_many_tables_at_once_are_refused" {
  command = plan

  variables {
    full_load = { tables_at_once = 50 }
  }

  expect_failures = [var.full_load]
}

run "a_transaction_that_is_too_long_is_refused" {
  command = plan

  variables {
    full_load = { commit_rows = 50001 }
  }

  expect_failures = [var.full_load]
}

run "a_value_of_no_size_is_refused" {
  command = plan

  variables {
    lob = { chunk_kib = 0 }
  }

  expect_failures = [var.lob]
}

run "a_pattern_of_tables_is_refused" {
  command = plan

  variables {
    tables = { all = { schema = "%", table = "%" } }
  }

  expect_failures = [var.tables]
}

run "the_whole_internet_as_the_other_side_is_refused" {
  command = plan

  variables {
    peer_cidr_blocks = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.peer_cidr_blocks]
}

run "one_zone_is_refused" {
  command = plan

  variables {
    subnet_ids = { a = "subnet-0a1b2c3d4e5f60718" }
  }

  expect_failures = [var.subnet_ids]
}

run "the_public_schema_is_refused" {
  command = plan

  variables {
    control_schema = "public"
  }

  expect_failures = [var.control_schema]
}
