output "address" {
  description = "The private address of the service."
  value       = google_compute_address.this.address
}

output "connection_id" {
  description = "The ID of the connection, by which the service knows it."
  value       = google_compute_forwarding_rule.this.psc_connection_id
}

output "name" {
  description = "The name of the endpoint."
  value       = google_compute_forwarding_rule.this.name
}
