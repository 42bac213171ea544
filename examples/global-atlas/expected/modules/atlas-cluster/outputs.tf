output "endpoint_services" {
  description = "The service that private endpoints connect to, by the name that Atlas has for the region."
  value = {
    for region, service in mongodbatlas_privatelink_endpoint.this : region => (
      service.provider_name == "GCP" ? service.service_attachment_names[0] : service.endpoint_service_name
    )
  }
}

output "name" {
  description = "The name of the cluster."
  value       = mongodbatlas_advanced_cluster.this.name
}

output "private_link_ids" {
  description = "The ID by which Atlas knows each service, by the name that Atlas has for the region."
  value       = { for region, service in mongodbatlas_privatelink_endpoint.this : region => service.private_link_id }
}

output "project_id" {
  description = "The project of the cluster."
  value       = mongodbatlas_advanced_cluster.this.project_id
}

output "public_srv" {
  description = "The connection string for the public ranges that may connect."
  value       = mongodbatlas_advanced_cluster.this.connection_strings.standard_srv
}
