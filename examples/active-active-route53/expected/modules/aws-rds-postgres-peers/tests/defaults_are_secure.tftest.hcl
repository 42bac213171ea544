mock_provider "aws" {
  mock_resource "aws_db_instance" {
    defaults = {
      master_user_secret = [{
        kms_key_id    = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
        secret_arn    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds!db-1"
        secret_status = "active"
      }]
    }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/rds" }
  }
}

variables {
  account_id            = "123456789012"
  backup_window         = "17:00-17:30"
  class                 = "db.m7g.large"
  client_cidr_blocks    = { "private/a" = "10.30.16.0/20" }
  database_name         = "crm"
  final_snapshot_prefix = "crm-production-final"
  kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  logs_kms_key_arn      = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  maintenance_window    = "sun:18:00-sun:19:00"
  master_username       = "crm_admin"
  monitoring_role_name  = "crm-production-rds-monitoring"
  name                  = "crm-production"
  peer_cidr_blocks      = { "10.23.0.0/20" = "10.23.0.0/20" }
  subnet_ids            = { a = "subnet-0a", c = "subnet-0c" }
  vpc_id                = "vpc-0"
  engine_version        = "17"
  parameter_family      = "postgres17"

  storage = {
    encrypted        = true
    iops             = null
    max_size_gib     = 500
    size_gib         = 100
    throughput_mibps = null
    type             = "gp3"
  }
}

run "the_instance_is_private_encrypted_and_protected" {
  command = plan

  assert {
    condition     = !aws_db_instance.this.publicly_accessible
    error_message = "The instance must have no public address."
  }

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.kms_key_id == var.kms_key_arn
    error_message = "The storage must be encrypted with the key given."
  }

  assert {
    condition     = aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot
    error_message = "The instance must refuse to be deleted, and leave a snapshot when it is."
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 14 && aws_db_instance.this.multi_az
    error_message = "Backups and a standby must be on."
  }

  assert {
    condition     = aws_db_instance.this.engine_lifecycle_support == "open-source-rds-extended-support-disabled"
    error_message = "Nobody pays for extended support without saying so."
  }
}

run "no_password_is_written_down" {
  command = plan

  assert {
    condition     = aws_db_instance.this.password == null
    error_message = "The state must hold no password."
  }

  assert {
    condition = (
      aws_db_instance.this.manage_master_user_password
      && aws_db_instance.this.master_user_secret_kms_key_id == var.kms_key_arn
    )
    error_message = "RDS must manage the master password, encrypted with the key given."
  }
}

run "tls_is_required" {
  command = plan

  assert {
    condition = [
      for parameter in aws_db_parameter_group.this.parameter : parameter.value if parameter.name == "rds.force_ssl"
    ] == ["1"]
    error_message = "The server must refuse connections without TLS."
  }
}

run "only_the_clients_named_may_connect" {
  command = plan

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.client_cidr_blocks["private/a"].cidr_ipv4 == "10.30.16.0/20"
      && aws_vpc_security_group_ingress_rule.client_cidr_blocks["private/a"].from_port == var.port
      && aws_vpc_security_group_ingress_rule.client_cidr_blocks["private/a"].to_port == var.port
      && length(aws_vpc_security_group_ingress_rule.client_cidr_blocks) == 1
      && length(aws_vpc_security_group_ingress_rule.client_security_groups) == 0
    )
    error_message = "The security group must admit the clients named, on the port of the database."
  }
}

run "logs_are_encrypted_and_end" {
  command = plan

  assert {
    condition = alltrue([
      for log in var.log_exports : (
        aws_cloudwatch_log_group.this[log].name == "/aws/rds/instance/crm-production/${log}"
        && aws_cloudwatch_log_group.this[log].kms_key_id == var.logs_kms_key_arn
        && aws_cloudwatch_log_group.this[log].retention_in_days == 90
      )
    ])
    error_message = "Every exported log must have a group of its own, encrypted and with an end."
  }
}

run "the_final_snapshot_is_named_for_this_instance" {
  command = apply

  assert {
    condition     = startswith(output.final_snapshot_identifier, "crm-production-final-")
    error_message = "The snapshot must have the name given, and an ID."
  }
}

run "the_next_instance_leaves_another_snapshot" {
  command = apply

  variables {
    database_name = "orders"
  }

  assert {
    condition = (
      output.final_snapshot_identifier != run.the_final_snapshot_is_named_for_this_instance.final_snapshot_identifier
    )
    error_message = "The name of the first snapshot is taken."
  }
}
