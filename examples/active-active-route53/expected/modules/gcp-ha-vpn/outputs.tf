output "interface_addresses" {
  description = "The public addresses of interface 0 and 1 of the HA VPN gateway."
  value       = { for id, interface in google_compute_ha_vpn_gateway.this.vpn_interfaces : tostring(id) => interface.ip_address }
}

output "peer_names" {
  description = "The name of the BGP session over each tunnel."
  value       = { for key, peer in google_compute_router_peer.this : key => peer.name }
}

output "router_name" {
  description = "The name of the Cloud Router."
  value       = local.router_name
}

output "tunnel_names" {
  description = "The name of each tunnel."
  value       = { for key, tunnel in google_compute_vpn_tunnel.this : key => tunnel.name }
}
