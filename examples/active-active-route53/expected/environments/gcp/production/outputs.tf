output "alert_channels" {
  description = "The notification channels that an alert and a page are sent to."
  value       = module.alerts.channels
}

output "database_admin_secret_id" {
  description = "The secret that holds the password of the database's administrator."
  value       = module.database.admin_secret_id
}

output "database_admin_username" {
  description = "The name of the database's administrator."
  value       = module.database.admin_username
}

output "database_connection_name" {
  description = "The name of the database for the Cloud SQL Auth Proxy and the connectors."
  value       = module.database.connection_name
}

output "database_host" {
  description = "The private address of the database."
  value       = module.database.private_ip_address
}

output "database_instance_name" {
  description = "The name of the database instance."
  value       = module.database.instance_name
}

output "database_kms_key" {
  description = "The key that encrypts the database."
  value       = local.database_kms_key
}

output "database_name" {
  description = "The name of the database in the instance."
  value       = module.database.database_name
}

output "database_port" {
  description = "The port of the database."
  value       = module.database.port
}

output "database_server_ca_certificate" {
  description = "The certificate of the authority that clients of the database must trust, in PEM."
  value       = module.database.server_ca_certificate
  sensitive   = true
}

output "network_id" {
  description = "The ID of the network."
  value       = module.network.id
}

output "network_name" {
  description = "The name of the network."
  value       = module.network.name
}

output "nodes_subnet_id" {
  description = "The ID of the node subnet."
  value       = module.network.nodes_subnet_id
}

output "origin_address" {
  description = "The reserved address of the load balancer: traffic.origins.gcp.address in the environment file."
  value       = module.load_balancer.address
}

output "origin_backend_service_id" {
  description = "The backend service behind the load balancer."
  value       = module.load_balancer.backend_service_id
}

output "origin_certificate_record" {
  description = "The record that proves the name of the clients: traffic.origins.gcp.certificate-record in the environment file."
  value       = module.load_balancer.certificate_record
}

output "origin_endpoint_group_names" {
  description = "The network endpoint group of each zone that the application attaches its endpoints to."
  value       = module.load_balancer.endpoint_group_names
}

output "pods_range_name" {
  description = "The name of the secondary range of the pods."
  value       = module.network.pods_range_name
}

output "private_services_range_name" {
  description = "The name of the range that managed databases and caches take their addresses from."
  value       = module.network.private_services_range_name
}

output "project_id" {
  description = "The ID of the Google Cloud project."
  value       = var.project_id
}

output "region" {
  description = "The region of the stack."
  value       = var.region
}

output "services_range_name" {
  description = "The name of the secondary range of the services."
  value       = module.network.services_range_name
}

output "subnet_ids" {
  description = "The ID of each further subnet."
  value       = module.network.subnet_ids
}
