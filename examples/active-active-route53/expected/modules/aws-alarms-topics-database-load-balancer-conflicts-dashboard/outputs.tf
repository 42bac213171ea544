output "actions" {
  description = "The topics that an alert and a page are published to, for alarms of other stacks."
  value       = local.actions
}

output "alarm_names" {
  description = "The name of each alarm on the database and the cache."
  value = concat(
    [for alarm in aws_cloudwatch_metric_alarm.database : alarm.alarm_name],
  )
}
