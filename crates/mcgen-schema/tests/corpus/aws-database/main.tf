locals {
  is_replica  = var.replicate_source_db != null
  identifier  = var.use_identifier_prefix ? null : var.identifier
  master_user = local.is_replica ? null : var.username

  parameters = concat(var.parameters, [
    { name = "rds.force_ssl", value = "1", apply_method = "pending-reboot" },
  ])
  monitoring_role_arn = var.monitoring.create_role ? aws_iam_role.monitoring[0].arn : var.monitoring.role_arn
}

ephemeral "random_password" "master" {
  length           = 24
  override_special = "!#$%&*()-_=+[]{}<>:?"
}

ephemeral "aws_secretsmanager_secret_version" "existing" {
  count     = var.password_secret_arn == null ? 0 : 1
  secret_id = var.password_secret_arn
}

locals {
  password = var.password_secret_arn == null ? ephemeral.random_password.master.result : ephemeral.aws_secretsmanager_secret_version.existing[0].secret_string
}

resource "random_id" "snapshot" {
  count       = var.skip_final_snapshot ? 0 : 1
  byte_length = 4

  keepers = {
    id = var.identifier
  }
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.identifier}-"
  family      = var.family

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.value.name
      value        = parameter.value.value
      apply_method = try(parameter.value.apply_method, null)
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  identifier        = local.identifier
  identifier_prefix = var.use_identifier_prefix ? "${var.identifier}-" : null

  engine            = local.is_replica ? null : var.engine
  engine_version    = "16.4"
  instance_class    = var.instance_class
  allocated_storage = "100"
  storage_encrypted = true

  username            = local.master_user
  password_wo         = local.is_replica ? null : local.password
  password_wo_version = local.is_replica ? null : 1

  replicate_source_db = var.replicate_source_db

  parameter_group_name = aws_db_parameter_group.this.name
  skip_final_snapshot  = var.skip_final_snapshot
  final_snapshot_identifier = var.skip_final_snapshot ? null : join("-", [
    var.identifier, "final", random_id.snapshot[0].hex,
  ])

  monitoring_interval = var.monitoring.interval
  monitoring_role_arn = var.monitoring.interval > 0 ? local.monitoring_role_arn : null

  dynamic "restore_to_point_in_time" {
    for_each = var.restore_to_point_in_time != null ? [var.restore_to_point_in_time] : []

    content {
      restore_time                  = restore_to_point_in_time.value.restore_time
      source_db_instance_identifier = restore_to_point_in_time.value.source_db_instance_identifier
      use_latest_restorable_time    = restore_to_point_in_time.value.use_latest_restorable_time
    }
  }

  timeouts {
    create = lookup(var.timeouts, "create", null)
    delete = lookup(var.timeouts, "delete", null)
    update = lookup(var.timeouts, "update", null)
  }

  lifecycle {
    ignore_changes = [
      latest_restorable_time,
    ]

    precondition {
      condition     = var.monitoring.interval == 0 || local.monitoring_role_arn != null
      error_message = "Monitoring needs a role."
    }

    postcondition {
      condition     = self.storage_encrypted && length(self.listener_endpoint) >= 0
      error_message = "The storage must be encrypted."
    }
  }
}

data "aws_iam_policy_document" "monitoring" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }

    dynamic "condition" {
      for_each = var.monitoring.source_accounts
      iterator = account

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [account.value]
      }
    }
  }
}

resource "aws_iam_role" "monitoring" {
  count = var.monitoring.create_role ? 1 : 0

  name                 = "${var.identifier}-monitoring"
  assume_role_policy   = data.aws_iam_policy_document.monitoring.json
  permissions_boundary = null
  max_session_duration = 2 * 3600
}

resource "aws_iam_role_policy" "inline" {
  count = var.monitoring.create_role ? 1 : 0

  role = aws_iam_role.monitoring[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:*"]
      Resource = "*"
      Condition = {
        StringLike = { "aws:PrincipalArn" = aws_iam_role.monitoring[0].arn }
      }
    }]
  })
}

check "reachable" {
  data "aws_db_instance" "this" {
    db_instance_identifier = aws_db_instance.this.identifier
  }

  assert {
    condition     = data.aws_db_instance.this.storage_encrypted
    error_message = "The storage of ${data.aws_db_instance.this.address} is not encrypted."
  }
}
