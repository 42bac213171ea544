output "alarm_names" {
  description = "The name of each alarm on a connector."
  value       = [for alarm in concat(values(aws_cloudwatch_metric_alarm.errored), values(aws_cloudwatch_metric_alarm.silent)) : alarm.alarm_name]
}
