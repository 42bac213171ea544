output "admin" {
  description = "The administrator of the database."
  value       = var.admin
}

output "ca_certificate" {
  description = "The certificate of the authority that clients must trust, in PEM."
  value       = ybm_cluster.this.cluster_certificate
}

output "endpoint_services" {
  description = "The service that private endpoints connect to, by region."
  value       = { for region, endpoint in ybm_private_service_endpoint.this : region => endpoint.service_name }
}

output "first_password" {
  description = "The password that the administrator has until it is replaced."
  value       = random_password.first.result
  sensitive   = true
}

output "id" {
  description = "The ID of the cluster."
  value       = ybm_cluster.this.cluster_id
}

output "peered_hosts" {
  description = "The host name for clients whose network is peered with that of the nodes, by region."
  value       = { for it in ybm_cluster.this.endpoints : it.region => it.host if it.accessibility_type == "PRIVATE" }
}

output "port" {
  description = "The port of the database, where it speaks the protocol of PostgreSQL."
  value       = 5433
}

output "private_hosts" {
  description = "The host name behind private endpoints, by region."
  value       = { for region, endpoint in ybm_private_service_endpoint.this : region => endpoint.host }
}
