output "id" {
  description = "The ID of the network, in the form projects/PROJECT/global/networks/NAME."
  value       = google_compute_network.this.id
}

output "name" {
  description = "The name of the network."
  value       = google_compute_network.this.name
}

output "nodes_subnet_id" {
  description = "The ID of the node subnet."
  value       = google_compute_subnetwork.nodes.id
}

output "nodes_subnet_name" {
  description = "The name of the node subnet."
  value       = google_compute_subnetwork.nodes.name
}

output "pods_range_name" {
  description = "The name of the secondary range of the pods."
  value       = google_compute_subnetwork.nodes.secondary_ip_range[0].range_name
}

output "private_services_connection_id" {
  description = "The ID of the peering with Google's services. What uses the peering must wait for it."
  value       = google_service_networking_connection.private_services.id
}

output "private_services_range_name" {
  description = "The name of the range that managed databases and caches take their addresses from."
  value       = google_compute_global_address.private_services.name
}

output "self_link" {
  description = "The URI of the network."
  value       = google_compute_network.this.self_link
}

output "services_range_name" {
  description = "The name of the secondary range of the services."
  value       = google_compute_subnetwork.nodes.secondary_ip_range[1].range_name
}

output "subnet_ids" {
  description = "The ID of each further subnet, under its key."
  value       = { for key, subnet in google_compute_subnetwork.additional : key => subnet.id }
}
