resource "aws_db_instance" "replica" {
  for_each = var.replicas

  # Credentials, engine, key and subnets come from the source and cannot differ within a region.
  identifier          = each.value.name
  replicate_source_db = aws_db_instance.this.identifier
  instance_class      = each.value.class
  port                = var.port

  iops                  = var.storage.iops
  max_allocated_storage = var.storage.max_size_gib
  storage_throughput    = var.storage.throughput_mibps
  storage_type          = var.storage.type

  availability_zone      = each.value.zone
  multi_az               = false
  publicly_accessible    = var.publicly_accessible
  vpc_security_group_ids = [aws_security_group.this.id]

  ca_cert_identifier                  = var.ca_certificate
  iam_database_authentication_enabled = var.iam_auth
  parameter_group_name                = aws_db_parameter_group.this.name

  auto_minor_version_upgrade = var.auto_minor_version_upgrade
  maintenance_window         = var.maintenance_window

  # RDS takes no final snapshot of a replica.
  copy_tags_to_snapshot = true
  deletion_protection   = var.deletion_protection
  skip_final_snapshot   = true

  database_insights_mode                = var.insights.mode
  enabled_cloudwatch_logs_exports       = var.log_exports
  monitoring_interval                   = var.monitoring_interval_seconds
  monitoring_role_arn                   = local.monitoring_role_arn
  performance_insights_enabled          = var.insights.enabled
  performance_insights_kms_key_id       = var.insights.enabled ? var.kms_key_arn : null
  performance_insights_retention_period = var.insights.enabled ? var.insights.retention_days : null

  depends_on = [aws_cloudwatch_log_group.replica]

  lifecycle {
    precondition {
      condition     = var.backup_retention_days > 0
      error_message = "Only an instance with automated backups can have read replicas."
    }
  }
}

resource "aws_cloudwatch_log_group" "replica" {
  for_each = merge([
    for key, replica in var.replicas : {
      for log in var.log_exports : "${key}/${log}" => "/aws/rds/instance/${replica.name}/${log}"
    }
  ]...)

  name              = each.value
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}
