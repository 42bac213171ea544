output "host" {
  description = "The address that clients connect to: the discovery endpoint of a cluster, or the primary endpoint without cluster mode."
  value = one([
    for connection in local.connections : connection.ip_address
    if contains(["CONNECTION_TYPE_DISCOVERY", "CONNECTION_TYPE_PRIMARY"], connection.connection_type)
  ])
}

output "id" {
  description = "The ID of the instance."
  value       = google_memorystore_instance.this.id
}

output "port" {
  description = "The port that clients connect to."
  value = one([
    for connection in local.connections : connection.port
    if contains(["CONNECTION_TYPE_DISCOVERY", "CONNECTION_TYPE_PRIMARY"], connection.connection_type)
  ])
}

output "read_host" {
  description = "The address that readers connect to, without cluster mode; null in a cluster."
  value = one([
    for connection in local.connections : connection.ip_address
    if connection.connection_type == "CONNECTION_TYPE_READER"
  ])
}

output "server_ca_certificates" {
  description = "The certificates of the authorities that clients must trust, in PEM."
  value = flatten([
    for authority in google_memorystore_instance.this.managed_server_ca : authority.ca_certs[*].certificates
  ])
}
