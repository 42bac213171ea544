output "admin" {
  description = "The administrator of the database."
  value       = module.database.admin
}

output "ca_certificate" {
  description = "The certificate of the authority that clients of the database must trust, in PEM."
  value       = module.database.ca_certificate
}

output "cluster_id" {
  description = "The ID of the cluster."
  value       = module.database.id
}

output "database" {
  description = "The name of the database, which the README of the stack reach makes."
  value       = var.cluster.database
}

output "endpoint_services" {
  description = "The service that private endpoints connect to, by region."
  value       = module.database.endpoint_services
}

output "first_password" {
  description = "The password that the administrator has until it is replaced."
  value       = module.database.first_password
  sensitive   = true
}

output "peered_hosts" {
  description = "The host name for clients in Google Cloud, by region."
  value       = module.database.peered_hosts
}

output "port" {
  description = "The port of the database."
  value       = module.database.port
}

output "private_hosts" {
  description = "The host name behind private endpoints, by region."
  value       = module.database.private_hosts
}

output "user" {
  description = "The user of the application."
  value       = var.cluster.user
}
