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

run "the_instance_is_private_and_encrypted" {
  command = plan

  assert {
    condition = (
      aws_dms_replication_instance.this.publicly_accessible == false
      && aws_dms_replication_instance.this.kms_key_arn == var.kms_key_arn
      && aws_dms_replication_instance.this.multi_az == true
    )
    error_message = "The instance must have no public address, the key given, and a standby."
  }
}

run "it_reaches_the_two_databases_and_secrets_manager_and_nothing_else" {
  command = plan

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.database.referenced_security_group_id == var.database_security_group_id
      && aws_vpc_security_group_egress_rule.peer["private-services"].cidr_ipv4 == "10.23.0.0/20"
      && aws_vpc_security_group_egress_rule.peer["private-services"].from_port == 5433
      && aws_vpc_security_group_egress_rule.secrets["endpoint in 10.30.0.0/16"].to_port == 443
    )
    error_message = "Each way out must lead to one of the three, on its port."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.database.security_group_id == var.database_security_group_id
    error_message = "The database of this VPC must let the instance in."
  }
}

run "the_endpoints_hold_no_password" {
  command = plan

  assert {
    condition = alltrue([
      for endpoint in [aws_dms_endpoint.source, aws_dms_endpoint.target] :
      endpoint.password == null && endpoint.username == null && endpoint.secrets_manager_arn != null
    ])
    error_message = "The credentials must come from Secrets Manager."
  }

  assert {
    condition     = alltrue([for endpoint in [aws_dms_endpoint.source, aws_dms_endpoint.target] : startswith(endpoint.ssl_mode, "verify-")])
    error_message = "The certificates of both servers must be checked."
  }
}

run "the_secrets_are_read_by_the_service_of_the_region" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.secrets.assume_role_policy).Statement[0].Principal.Service == "dms.ap-northeast-2.amazonaws.com"
    error_message = "DMS reads secrets under the name of its region."
  }
}

run "nothing_is_dropped_cut_or_skipped_silently" {
  command = plan

  assert {
    condition = (
      jsondecode(aws_dms_replication_task.this.replication_task_settings).FullLoadSettings.TargetTablePrepMode == "DO_NOTHING"
      && jsondecode(aws_dms_replication_task.this.replication_task_settings).TargetMetadata.FullLobMode == true
      && jsondecode(aws_dms_replication_task.this.replication_task_settings).TargetMetadata.LimitedSizeLobMode == false
      && jsondecode(aws_dms_replication_task.this.replication_task_settings).ErrorBehavior.DataTruncationErrorPolicy == "STOP_TASK"
      && jsondecode(aws_dms_replication_task.this.replication_task_settings).ValidationSettings.EnableValidation == true
      && jsondecode(aws_dms_replication_task.this.replication_task_settings).Logging.EnableLogging == true
    )
    error_message = "The settings of the task must be the careful ones."
  }

  assert {
    condition     = aws_dms_replication_task.this.migration_type == "full-load-and-cdc" && aws_dms_replication_task.this.start_replication_task == false
    error_message = "The task must copy the rows first, and wait for the schema."
  }
}

run "every_table_has_a_rule_of_its_own" {
  command = plan

  assert {
    condition     = [for rule in jsondecode(aws_dms_replication_task.this.table_mappings).rules : rule.rule-name] == ["public.accounts", "public.orders"]
    error_message = "The rules must be named after their tables."
  }

  assert {
    condition     = length(distinct([for rule in jsondecode(aws_dms_replication_task.this.table_mappings).rules : rule.rule-id])) == 2
    error_message = "The numbers of the rules must differ."
  }
}

run "foreign_keys_do_not_stop_the_first_copy" {
  command = plan

  assert {
    condition     = aws_dms_endpoint.target.extra_connection_attributes == "Initstmt=SET FOREIGN_KEY_CHECKS=0"
    error_message = "Tables are copied in any order."
  }
}
