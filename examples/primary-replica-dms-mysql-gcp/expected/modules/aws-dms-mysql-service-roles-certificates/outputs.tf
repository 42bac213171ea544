output "instance_arn" {
  description = "The ARN of the replication instance."
  value       = aws_dms_replication_instance.this.replication_instance_arn
}

output "instance_id" {
  description = "The name of the replication instance: its metrics carry it."
  value       = aws_dms_replication_instance.this.replication_instance_id
}

output "log_group_name" {
  description = "The log group of the tasks."
  value       = aws_cloudwatch_log_group.tasks.name
}

output "security_group_id" {
  description = "The security group of the replication instance."
  value       = aws_security_group.this.id
}

output "source_endpoint_arn" {
  description = "The ARN of the endpoint that changes are read from."
  value       = aws_dms_endpoint.source.endpoint_arn
}

output "target_endpoint_arn" {
  description = "The ARN of the endpoint that changes are written to."
  value       = aws_dms_endpoint.target.endpoint_arn
}

output "task_arn" {
  description = "The ARN of the task. Its last part is the name of the task in metrics."
  value       = aws_dms_replication_task.this.replication_task_arn
}

output "task_id" {
  description = "The name of the task."
  value       = aws_dms_replication_task.this.replication_task_id
}
