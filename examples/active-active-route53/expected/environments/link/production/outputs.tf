output "aws_gateway_id" {
  description = "The ID of the gateway in AWS that the tunnels end at."
  value       = module.aws_vpn.gateway_id
}

output "connection_ids" {
  description = "The ID of each VPN connection."
  value       = module.aws_vpn.connection_ids
}

output "log_group_name" {
  description = "The log group of the tunnels in AWS."
  value       = module.aws_vpn.log_group_name
}

output "payload_mtu" {
  description = "The largest packet that crosses the link whole, in bytes. A segment of TCP is 40 bytes less."
  value       = var.vpn.payload_mtu
}

output "router_name" {
  description = "The name of the Cloud Router."
  value       = module.gcp_vpn.router_name
}

output "tunnel_addresses" {
  description = "The public address of each tunnel at AWS."
  value       = module.aws_vpn.tunnel_addresses
}

output "tunnel_names" {
  description = "The name of each tunnel in Google Cloud."
  value       = module.gcp_vpn.tunnel_names
}
