output "cluster_name" {
  description = "The name of the cluster."
  value       = module.database.name
}

output "database" {
  description = "The name of the database, which MongoDB makes with its first document."
  value       = var.cluster.database
}

output "endpoint_services" {
  description = "The service that private endpoints connect to, by the name that Atlas has for the region."
  value       = module.database.endpoint_services
}

output "private_link_ids" {
  description = "The ID by which Atlas knows each of these services."
  value       = module.database.private_link_ids
}

output "project_id" {
  description = "The project of Atlas."
  value       = module.database.project_id
}

output "public_srv" {
  description = "The connection string for the public ranges that may connect."
  value       = module.database.public_srv
}

output "user" {
  description = "The user of the application."
  value       = var.cluster.user
}
