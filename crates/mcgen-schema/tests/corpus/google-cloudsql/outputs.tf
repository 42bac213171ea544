locals {
  _all_instances = merge(
    { primary = google_sql_database_instance.primary },
    google_sql_database_instance.replicas
  )
}

output "connection_names" {
  value = {
    for id, instance in local._all_instances :
    id => instance.connection_name
  }
}

output "ips" {
  value = {
    for id, instance in local._all_instances :
    id => instance.private_ip_address
  }
}

output "ca" {
  value     = google_sql_database_instance.primary.server_ca_cert[0].cert
  sensitive = true
}

output "first_ip" {
  value = google_sql_database_instance.primary.ip_address.0.ip_address
}

output "settings" {
  value = google_sql_database_instance.primary.settings[0].ip_configuration[0].ipv4_enabled
}

output "certificates" {
  value     = { for name, it in google_sql_ssl_cert.client_certificates : name => it.cert }
  sensitive = true
}

output "user_passwords" {
  value = {
    for name, user in google_sql_user.users :
    name => user.password
  }
  sensitive = true
}
