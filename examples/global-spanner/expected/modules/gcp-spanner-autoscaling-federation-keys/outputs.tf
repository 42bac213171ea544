output "aws_provider_name" {
  description = "The provider of the workload identity pool, for the credential configuration of clients in AWS."
  value       = google_iam_workload_identity_pool_provider.aws.name
}

output "database" {
  description = "The name of the database."
  value       = google_spanner_database.this.name
}

output "instance" {
  description = "The name of the instance."
  value       = google_spanner_instance.this.name
}
