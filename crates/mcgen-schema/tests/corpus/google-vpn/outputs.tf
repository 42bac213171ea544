output "gateway" {
  value = google_compute_ha_vpn_gateway.ha_gateway
}

output "gateway_ips" {
  value = google_compute_ha_vpn_gateway.ha_gateway.vpn_interfaces[*].ip_address
}

output "external_gateway" {
  value = one([
    for k, v in google_compute_external_vpn_gateway.external_gateway : v
  ])
}

output "tunnels" {
  value = {
    for name in keys(var.tunnels) :
    name => try(google_compute_vpn_tunnel.tunnels[name], null)
  }
}

output "random_secret" {
  value     = local.secret
  sensitive = true
}

output "router_name" {
  value = local.router_name
}
