output "admin_secret_id" {
  description = "The ID of the secret that holds the password of the administrator."
  value       = google_secret_manager_secret.admin.id
}

output "admin_username" {
  description = "The name of the administrator."
  value       = google_sql_user.admin.name
}

output "connection_name" {
  description = "The name that the Cloud SQL Auth Proxy and the connectors use."
  value       = google_sql_database_instance.this.connection_name
}

output "database_name" {
  description = "The name of the database."
  value       = google_sql_database.this.name
}

output "instance_name" {
  description = "The name of the instance."
  value       = google_sql_database_instance.this.name
}

output "port" {
  description = "The port of the database."
  value       = 5432
}

output "private_ip_address" {
  description = "The private address of the instance."
  value       = google_sql_database_instance.this.private_ip_address
}

output "server_ca_certificate" {
  description = "The certificate of the authority that signed the server's own, in PEM. The provider counts it as sensitive."
  value       = google_sql_database_instance.this.server_ca_cert[0].cert
  sensitive   = true
}

output "service_account_email" {
  description = "The service account of the instance, for exports to Cloud Storage and the like."
  value       = google_sql_database_instance.this.service_account_email_address
}
