output "auth_secret_id" {
  description = "The ID of the secret that holds the AUTH string."
  value       = google_secret_manager_secret.auth.id
}

output "host" {
  description = "The address that writers connect to."
  value       = google_redis_instance.this.host
}

output "id" {
  description = "The ID of the instance."
  value       = google_redis_instance.this.id
}

output "port" {
  description = "The port that writers connect to: 6378 with TLS, 6379 without."
  value       = google_redis_instance.this.port
}

output "read_host" {
  description = "The address that readers connect to, where there are read replicas."
  value       = google_redis_instance.this.read_endpoint
}

output "read_port" {
  description = "The port that readers connect to, where there are read replicas."
  value       = google_redis_instance.this.read_endpoint_port
}

output "server_ca_certificates" {
  description = "The certificates of the authorities that clients must trust, in PEM."
  value       = google_redis_instance.this.server_ca_certs[*].cert
}
