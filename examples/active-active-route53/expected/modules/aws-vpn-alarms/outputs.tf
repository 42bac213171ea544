output "alarm_names" {
  description = "The name of each alarm."
  value       = concat([for alarm in aws_cloudwatch_metric_alarm.tunnel : alarm.alarm_name], [aws_cloudwatch_metric_alarm.link.alarm_name])
}
