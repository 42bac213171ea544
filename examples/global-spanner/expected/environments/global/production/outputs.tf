output "aws_provider_name" {
  description = "The provider of the workload identity pool, for the credential configuration of clients in AWS."
  value       = module.database.aws_provider_name
}

output "database" {
  description = "The name of the database."
  value       = module.database.database
}

output "instance" {
  description = "The name of the instance."
  value       = module.database.instance
}
