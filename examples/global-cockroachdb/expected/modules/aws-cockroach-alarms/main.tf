resource "aws_cloudwatch_log_group" "metrics" {
  name              = "/cockroachdb/${var.name}/metrics"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

# The nodes stand in an account of Cockroach Labs. The ID of the cluster keeps others of that account out.
resource "aws_iam_role" "writer" {
  name        = "${var.name}-metrics"
  description = "Lets CockroachDB Cloud bring the metrics of a cluster to their log group"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:${var.partition}:iam::${var.writer_account}:root" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = var.cluster_id } }
    }]
  })
}

# The actions that CockroachDB Cloud asks for.
resource "aws_iam_role_policy" "writer" {
  name = "write-metrics"
  role = aws_iam_role.writer.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
      ]
      Resource = [
        "arn:${var.partition}:logs:${var.region}:${var.account_id}:log-group:${aws_cloudwatch_log_group.metrics.name}",
        "arn:${var.partition}:logs:${var.region}:${var.account_id}:log-group:${aws_cloudwatch_log_group.metrics.name}:log-stream:*",
      ]
    }]
  })
}

# A cluster that is gone sends nothing at all. The alarm is made once the export is there: before that, all is silent.
resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "${var.name}-silent"
  alarm_description   = "CockroachDB Cloud has brought no metric for some time: the cluster is gone, or the export of its metrics is. Ask the cluster itself before you act."
  namespace           = "AWS/Logs"
  metric_name         = "IncomingLogEvents"
  dimensions          = { LogGroupName = var.exported_to }
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = var.silent_minutes / 5
  period              = 300
  statistic           = "Sum"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = var.actions.page
  ok_actions          = var.actions.page
}
