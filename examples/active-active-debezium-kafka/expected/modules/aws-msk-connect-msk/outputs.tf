output "connector_names" {
  description = "The names of the connectors that run: their metrics carry them."
  value       = keys(aws_mskconnect_connector.this)
}

output "log_group_name" {
  description = "The log group of the workers."
  value       = aws_cloudwatch_log_group.workers.name
}

output "role_arn" {
  description = "The role of the connectors."
  value       = aws_iam_role.this.arn
}

output "security_group_id" {
  description = "The security group of the connectors."
  value       = aws_security_group.this.id
}
