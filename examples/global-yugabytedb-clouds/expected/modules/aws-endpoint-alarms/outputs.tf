output "alarm_names" {
  description = "The name of each alarm."
  value       = [aws_cloudwatch_metric_alarm.refused.alarm_name, aws_cloudwatch_metric_alarm.dropped.alarm_name]
}
