output "address" {
  description = "The reserved address of the load balancer."
  value       = google_compute_global_address.this.address
}

output "backend_service_id" {
  description = "The ID of the backend service."
  value       = google_compute_backend_service.this.id
}

output "certificate_record" {
  description = "The CNAME that proves the name to the certificate authority."
  value = one([
    for record in google_certificate_manager_dns_authorization.this.dns_resource_record : {
      name  = trimsuffix(record.name, ".")
      value = trimsuffix(record.data, ".")
    }
  ])
}

output "endpoint_group_names" {
  description = "The name of the network endpoint group of each zone."
  value       = { for zone, group in google_compute_network_endpoint_group.this : zone => group.name }
}

output "security_policy_id" {
  description = "The ID of the Cloud Armor policy."
  value       = google_compute_security_policy.this.id
}

output "url_map_name" {
  description = "The name of the URL map: metrics of requests carry it."
  value       = google_compute_url_map.https.name
}
