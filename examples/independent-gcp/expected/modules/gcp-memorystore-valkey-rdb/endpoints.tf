locals {
  # The endpoints that Memorystore made by itself, whatever group of connections they are in.
  connections = flatten([
    for endpoint in google_memorystore_instance.this.endpoints : [
      for connection in endpoint.connections : connection.psc_auto_connection
    ]
  ])
}
