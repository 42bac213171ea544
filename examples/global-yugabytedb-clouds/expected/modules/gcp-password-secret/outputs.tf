output "id" {
  description = "The ID of the secret, whose value is an object with host, port, username and password."
  value       = google_secret_manager_secret.this.id
}
