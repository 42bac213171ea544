output "alarm_names" {
  description = "The name of each alarm."
  value       = [aws_cloudwatch_metric_alarm.silent.alarm_name]
}

output "log_group_name" {
  description = "The log group that the metrics are brought to."
  value       = aws_cloudwatch_log_group.metrics.name
}

output "role_arn" {
  description = "The role that brings them, once it may."
  value       = aws_iam_role.writer.arn

  depends_on = [aws_iam_role_policy.writer]
}
