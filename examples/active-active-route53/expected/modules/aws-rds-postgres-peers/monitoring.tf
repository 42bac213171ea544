locals {
  monitoring_role_arn = var.monitoring_interval_seconds == 0 ? null : aws_iam_role.monitoring.arn
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = toset(var.log_exports)

  name              = "/aws/rds/instance/${var.name}/${each.key}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "monitoring" {
  name        = var.monitoring_role_name
  description = "Lets RDS write the operating system metrics of ${var.name}"

  # The condition keeps other accounts from using the service as a deputy.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  policy_arn = "arn:${var.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
  role       = aws_iam_role.monitoring.name
}
