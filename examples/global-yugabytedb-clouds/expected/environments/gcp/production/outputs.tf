output "alert_channels" {
  description = "The notification channels that an alert and a page are sent to."
  value       = module.alerts.channels
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
