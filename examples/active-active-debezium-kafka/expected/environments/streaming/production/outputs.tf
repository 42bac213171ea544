output "aws_secret_arn" {
  description = "The secret with the host, port, username and password of the connectors at RDS."
  value       = module.aws_secret.arn
}

output "bootstrap_servers" {
  description = "Where the brokers answer."
  value       = module.cluster.bootstrap_servers
}

output "connector_names" {
  description = "The connectors that run."
  value       = module.connect.connector_names
}

output "gcp_secret_arn" {
  description = "The secret with the host, port, username and password of the connectors at Cloud SQL."
  value       = module.gcp_secret.arn
}

output "log_group_name" {
  description = "The log group of the connectors."
  value       = module.connect.log_group_name
}

output "security_group_id" {
  description = "The security group of the connectors."
  value       = module.connect.security_group_id
}
