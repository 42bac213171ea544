locals {
  final_snapshot_identifier = (
    var.final_snapshot_prefix == null ? null : "${var.final_snapshot_prefix}-${terraform_data.final_snapshot.id}"
  )
}

resource "aws_elasticache_subnet_group" "this" {
  name        = var.name
  description = "Subnets of the cache ${var.name}"
  subnet_ids  = values(var.subnet_ids)
}

resource "aws_elasticache_parameter_group" "this" {
  # Another family needs another group: both exist for a moment during an upgrade.
  name        = "${var.name}-${replace(var.parameter_family, ".", "-")}"
  description = "Parameters of the cache ${var.name}"
  family      = var.parameter_family

  dynamic "parameter" {
    for_each = var.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

# A final snapshot outlives its cache and keeps its name, so every cache needs another name for it.
# This ID is made with the cache, stays in the state, and changes when one of these replaces it.
resource "terraform_data" "final_snapshot" {
  triggers_replace = {
    at_rest_encryption = var.at_rest_encryption
    data_tiering       = var.data_tiering
    kms_key_arn        = var.kms_key_arn
    name               = var.name
    port               = var.port
  }
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.name
  description          = "Cache ${var.name}"
  engine               = "valkey"
  engine_version       = var.engine_version
  node_type            = var.node_type
  parameter_group_name = aws_elasticache_parameter_group.this.name
  port                 = var.port

  automatic_failover_enabled = var.automatic_failover
  cluster_mode               = "disabled"
  multi_az_enabled           = var.multi_az
  num_cache_clusters         = var.nodes

  data_tiering_enabled = var.data_tiering
  security_group_ids   = [aws_security_group.this.id]
  subnet_group_name    = aws_elasticache_subnet_group.this.name

  at_rest_encryption_enabled = var.at_rest_encryption
  kms_key_id                 = var.at_rest_encryption ? var.kms_key_arn : null
  transit_encryption_enabled = var.transit_encryption != "none"
  transit_encryption_mode    = var.transit_encryption == "none" ? null : var.transit_encryption
  user_group_ids             = [aws_elasticache_user_group.this.user_group_id]

  apply_immediately          = var.apply_immediately
  auto_minor_version_upgrade = true
  final_snapshot_identifier  = local.final_snapshot_identifier
  maintenance_window         = var.maintenance_window
  snapshot_retention_limit   = var.snapshot_retention_days
  snapshot_window            = var.snapshot_window

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.this["engine-log"].name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "engine-log"
  }

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.this["slow-log"].name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}

# Logs delivered to this prefix share one resource policy of the account, which has a size limit.
resource "aws_cloudwatch_log_group" "this" {
  for_each = toset(["engine-log", "slow-log"])

  name              = "/aws/vendedlogs/elasticache/${var.name}/${each.key}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}
