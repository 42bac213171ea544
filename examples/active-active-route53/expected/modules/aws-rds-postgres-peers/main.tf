locals {
  final_snapshot_identifier = (
    var.final_snapshot_prefix == null ? null : "${var.final_snapshot_prefix}-${terraform_data.final_snapshot.id}"
  )

  lifecycle_support = (
    var.extended_support ? "open-source-rds-extended-support" : "open-source-rds-extended-support-disabled"
  )

  master_secret_arn = one(aws_db_instance.this.master_user_secret[*].secret_arn)

  parameters = merge(var.parameters, {
    # The server refuses connections without TLS. The parameter follows from `require_tls` alone, so
    # that a list of parameters cannot switch it off unnoticed.
    "rds.force_ssl" = {
      apply_method = "immediate"
      value        = var.require_tls ? "1" : "0"
    }
  })
}

resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Subnets of the database ${var.name}"
  subnet_ids  = values(var.subnet_ids)
}

resource "aws_db_parameter_group" "this" {
  # Another family needs another group: both exist for a moment during a major upgrade.
  name        = "${var.name}-${replace(var.parameter_family, ".", "-")}"
  description = "Parameters of the database ${var.name}"
  family      = var.parameter_family

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.key
      apply_method = parameter.value.apply_method
      value        = parameter.value.value
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

# A final snapshot outlives its instance and keeps its name, so every instance needs another name for
# it. This ID is made with the instance, stays in the state, and changes when one of these replaces it.
resource "terraform_data" "final_snapshot" {
  triggers_replace = {
    database_name   = var.database_name
    encrypted       = var.storage.encrypted
    kms_key_arn     = var.kms_key_arn
    master_username = var.master_username
    zone            = var.zone
  }
}

resource "aws_db_instance" "this" {
  identifier     = var.name
  db_name        = var.database_name
  engine         = "postgres"
  engine_version = var.engine_version
  instance_class = var.class
  port           = var.port
  username       = var.master_username

  manage_master_user_password   = true
  master_user_secret_kms_key_id = var.kms_key_arn

  allocated_storage     = var.storage.size_gib
  iops                  = var.storage.iops
  kms_key_id            = var.storage.encrypted ? var.kms_key_arn : null
  max_allocated_storage = var.storage.max_size_gib
  storage_encrypted     = var.storage.encrypted
  storage_throughput    = var.storage.throughput_mibps
  storage_type          = var.storage.type

  availability_zone      = var.zone
  db_subnet_group_name   = aws_db_subnet_group.this.name
  multi_az               = var.multi_az
  publicly_accessible    = var.publicly_accessible
  vpc_security_group_ids = [aws_security_group.this.id]

  ca_cert_identifier                  = var.ca_certificate
  iam_database_authentication_enabled = var.iam_auth
  parameter_group_name                = aws_db_parameter_group.this.name

  allow_major_version_upgrade = var.allow_major_version_upgrade
  apply_immediately           = var.apply_immediately
  auto_minor_version_upgrade  = var.auto_minor_version_upgrade
  engine_lifecycle_support    = local.lifecycle_support
  maintenance_window          = var.maintenance_window

  backup_retention_period   = var.backup_retention_days
  backup_window             = var.backup_window
  copy_tags_to_snapshot     = true
  delete_automated_backups  = var.final_snapshot_prefix == null
  deletion_protection       = var.deletion_protection
  final_snapshot_identifier = local.final_snapshot_identifier
  skip_final_snapshot       = var.final_snapshot_prefix == null

  database_insights_mode                = var.insights.mode
  enabled_cloudwatch_logs_exports       = var.log_exports
  monitoring_interval                   = var.monitoring_interval_seconds
  monitoring_role_arn                   = local.monitoring_role_arn
  performance_insights_enabled          = var.insights.enabled
  performance_insights_kms_key_id       = var.insights.enabled ? var.kms_key_arn : null
  performance_insights_retention_period = var.insights.enabled ? var.insights.retention_days : null

  # RDS would create the log groups itself, without a key and without an end.
  depends_on = [aws_cloudwatch_log_group.this]

  lifecycle {
    precondition {
      condition     = !(var.multi_az && var.zone != null)
      error_message = "A Multi-AZ instance chooses its zones itself: zone must be null."
    }
  }
}
