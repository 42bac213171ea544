output "address" {
  description = "The host name of the instance."
  value       = aws_db_instance.this.address
}

output "arn" {
  description = "The ARN of the instance."
  value       = aws_db_instance.this.arn
}

output "final_snapshot_identifier" {
  description = "The snapshot that the instance leaves when it is deleted; null if it leaves none."
  value       = local.final_snapshot_identifier
}

output "identifier" {
  description = "The identifier of the instance."
  value       = aws_db_instance.this.identifier
}

output "log_group_names" {
  description = "The log group of each exported log."
  value       = { for log, group in aws_cloudwatch_log_group.this : log => group.name }
}

output "master_secret_arn" {
  description = "The secret that holds the name and the password of the master user."
  value       = local.master_secret_arn
}

output "master_username" {
  description = "The name of the master user."
  value       = aws_db_instance.this.username
}

output "parameter_group_name" {
  description = "The parameter group of the instance."
  value       = aws_db_parameter_group.this.name
}

output "port" {
  description = "The port of the instance."
  value       = aws_db_instance.this.port
}

output "resource_id" {
  description = "The ID of the instance that a policy for rds-db:connect names."
  value       = aws_db_instance.this.resource_id
}

output "security_group_id" {
  description = "The security group of the instance."
  value       = aws_security_group.this.id
}
