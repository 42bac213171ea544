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
  endpoint_type = "source"
  engine_name   = "mysql"
  kms_key_arn   = var.kms_key_arn
  ssl_mode      = var.source_endpoint.ssl_mode

  certificate_arn                 = aws_dms_certificate.this[var.source_endpoint.name].certificate_arn
  secrets_manager_access_role_arn = aws_iam_role.secrets.arn
  secrets_manager_arn             = var.source_endpoint.secret_arn

  depends_on = [aws_iam_role_policy.secrets]
}

resource "aws_dms_endpoint" "target" {
  endpoint_id   = "${var.name}-${var.target_endpoint.name}-target"
  endpoint_type = "target"
  engine_name   = "mysql"
  kms_key_arn   = var.kms_key_arn
  ssl_mode      = var.target_endpoint.ssl_mode

  # The first copy takes the tables in any order, whatever refers to what.
  certificate_arn                 = aws_dms_certificate.this[var.target_endpoint.name].certificate_arn
  extra_connection_attributes     = "Initstmt=SET FOREIGN_KEY_CHECKS=0"
  secrets_manager_access_role_arn = aws_iam_role.secrets.arn
  secrets_manager_arn             = var.target_endpoint.secret_arn

  depends_on = [aws_iam_role_policy.secrets]
}

resource "aws_dms_replication_task" "this" {
  replication_task_id       = "${var.name}-${var.source_endpoint.name}-to-${var.target_endpoint.name}"
  migration_type            = "full-load-and-cdc"
  replication_instance_arn  = aws_dms_replication_instance.this.replication_instance_arn
  replication_task_settings = jsonencode(local.task_settings)
  source_endpoint_arn       = aws_dms_endpoint.source.endpoint_arn
  start_replication_task    = var.start
  table_mappings            = jsonencode({ rules = local.selection })
  target_endpoint_arn       = aws_dms_endpoint.target.endpoint_arn
}
