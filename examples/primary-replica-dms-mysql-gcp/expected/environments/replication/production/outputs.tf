output "aws_secret_arn" {
  description = "The secret with the host, port, username and password of the replication user on RDS."
  value       = module.aws_secret.arn
}

output "gcp_secret_arn" {
  description = "The secret with the host, port, username and password of the replication user on Cloud SQL."
  value       = module.gcp_secret.arn
}

output "instance_id" {
  description = "The name of the replication instance: its metrics carry it."
  value       = module.dms.instance_id
}

output "log_group_name" {
  description = "The log group of the tasks."
  value       = module.dms.log_group_name
}

output "security_group_id" {
  description = "The security group of the replication instance."
  value       = module.dms.security_group_id
}

output "source_endpoint_arn" {
  description = "The ARN of the endpoint that changes are read from."
  value       = module.dms.source_endpoint_arn
}

output "target_endpoint_arn" {
  description = "The ARN of the endpoint that changes are written to."
  value       = module.dms.target_endpoint_arn
}

output "task_arn" {
  description = "The ARN of the task. Its last part is the name of the task in metrics."
  value       = module.dms.task_arn
}

output "task_id" {
  description = "The name of the task."
  value       = module.dms.task_id
}

output "username" {
  description = "The replication user of both databases."
  value       = google_sql_user.replication.name
}
