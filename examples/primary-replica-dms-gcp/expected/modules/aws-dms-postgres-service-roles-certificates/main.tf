locals {
  instance_id = "${var.name}-replication"

  service_roles = {
    dms-cloudwatch-logs-role = { policy = "AmazonDMSCloudWatchLogsRole", purpose = "write the logs of its tasks" }
    dms-vpc-role             = { policy = "AmazonDMSVPCManagementRole", purpose = "put its instances into a network" }
  }
}

resource "aws_dms_replication_subnet_group" "this" {
  replication_subnet_group_id          = local.instance_id
  replication_subnet_group_description = "Subnets of the replication instance ${local.instance_id}"
  subnet_ids                           = values(var.subnet_ids)

  # DMS makes network interfaces with the role, and reports what it may not yet do as a missing role.
  depends_on = [aws_iam_role_policy_attachment.service]
}

# DMS would create this group itself, without a key and without an end.
resource "aws_cloudwatch_log_group" "tasks" {
  name              = "dms-tasks-${local.instance_id}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_dms_replication_instance" "this" {
  replication_instance_id    = local.instance_id
  engine_version             = var.engine_version
  replication_instance_class = var.class

  allocated_storage = var.storage_gib
  kms_key_arn       = var.kms_key_arn

  multi_az                    = var.multi_az
  network_type                = "IPV4"
  publicly_accessible         = false
  replication_subnet_group_id = aws_dms_replication_subnet_group.this.replication_subnet_group_id
  vpc_security_group_ids      = [aws_security_group.this.id]

  # A version that the environment names is meant, even over a major one.
  allow_major_version_upgrade  = true
  auto_minor_version_upgrade   = var.auto_minor_version_upgrade
  preferred_maintenance_window = var.maintenance_window

  depends_on = [aws_cloudwatch_log_group.tasks]
}

# Under the side and not the direction: turning the direction around changes none of them.
resource "aws_dms_certificate" "this" {
  for_each = toset([var.source_endpoint.name, var.target_endpoint.name])

  certificate_id  = "${var.name}-${each.key}"
  certificate_pem = var.certificates[each.key]
}

resource "aws_dms_endpoint" "source" {
  endpoint_id   = "${var.name}-${var.source_endpoint.name}-source"
  database_name = var.source_endpoint.database_name
  endpoint_type = "source"
  engine_name   = "postgres"
  kms_key_arn   = var.kms_key_arn
  ssl_mode      = var.source_endpoint.ssl_mode

  certificate_arn                 = aws_dms_certificate.this[var.source_endpoint.name].certificate_arn
  secrets_manager_access_role_arn = aws_iam_role.secrets.arn
  secrets_manager_arn             = var.source_endpoint.secret_arn

  # The provider sends a zero for every number that is left out.
  postgres_settings {
    capture_ddls                 = false
    execute_timeout              = 60
    fail_tasks_on_lob_truncation = true
    heartbeat_enable             = var.heartbeat.enabled
    heartbeat_frequency          = var.heartbeat.minutes
    heartbeat_schema             = var.control_schema
    max_file_size                = 32768
    plugin_name                  = var.plugin
    slot_name                    = var.slot_name
  }

  depends_on = [aws_iam_role_policy.secrets]
}

resource "aws_dms_endpoint" "target" {
  endpoint_id   = "${var.name}-${var.target_endpoint.name}-target"
  database_name = var.target_endpoint.database_name
  endpoint_type = "target"
  engine_name   = "postgres"
  kms_key_arn   = var.kms_key_arn
  ssl_mode      = var.target_endpoint.ssl_mode

  certificate_arn                 = aws_dms_certificate.this[var.target_endpoint.name].certificate_arn
  secrets_manager_access_role_arn = aws_iam_role.secrets.arn
  secrets_manager_arn             = var.target_endpoint.secret_arn

  postgres_settings {
    capture_ddls                 = false
    execute_timeout              = 60
    fail_tasks_on_lob_truncation = true
    max_file_size                = 32768
  }

  depends_on = [aws_iam_role_policy.secrets]
}

resource "aws_dms_replication_task" "this" {
  replication_task_id       = "${var.name}-${var.source_endpoint.name}-to-${var.target_endpoint.name}"
  cdc_start_position        = var.start_position
  migration_type            = var.start_position == null ? "full-load-and-cdc" : "cdc"
  replication_instance_arn  = aws_dms_replication_instance.this.replication_instance_arn
  replication_task_settings = jsonencode(local.task_settings)
  source_endpoint_arn       = aws_dms_endpoint.source.endpoint_arn
  start_replication_task    = var.start
  table_mappings            = jsonencode({ rules = local.selection })
  target_endpoint_arn       = aws_dms_endpoint.target.endpoint_arn

  lifecycle {
    precondition {
      condition     = (var.start_position == null) == (var.slot_name == null)
      error_message = "A start position is one of a slot: both are given, or neither."
    }
  }
}
