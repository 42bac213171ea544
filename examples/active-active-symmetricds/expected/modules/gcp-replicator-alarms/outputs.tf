output "group_name" {
  description = "The instance group of the machine."
  value       = google_compute_region_instance_group_manager.this.name
}

output "secret_id" {
  description = "The secret with the password of the role of both databases."
  value       = google_secret_manager_secret.this.id
}

output "service_account_email" {
  description = "The service account of the machine."
  value       = google_service_account.this.email
}
