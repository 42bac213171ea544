output "connection_ids" {
  description = "The ID of each VPN connection."
  value       = { for key, connection in aws_vpn_connection.this : key => connection.id }
}

output "gateway_id" {
  description = "The ID of the gateway that the tunnels end at."
  value       = local.gateway_id
}

output "log_group_name" {
  description = "The log group of the tunnels."
  value       = aws_cloudwatch_log_group.tunnels.name
}

output "tunnel_addresses" {
  description = "The public address of each tunnel: 0 and 1 of the first connection, 2 and 3 of the second."
  value = {
    "0" = aws_vpn_connection.this["0"].tunnel1_address
    "1" = aws_vpn_connection.this["0"].tunnel2_address
    "2" = aws_vpn_connection.this["1"].tunnel1_address
    "3" = aws_vpn_connection.this["1"].tunnel2_address
  }
}

# A hash of 32 random characters tells nothing of them.
output "tunnel_preshared_key_versions" {
  description = "A word for the pre-shared key of each tunnel that changes when the key does."
  value = {
    "0" = nonsensitive(sha256(aws_vpn_connection.this["0"].tunnel1_preshared_key))
    "1" = nonsensitive(sha256(aws_vpn_connection.this["0"].tunnel2_preshared_key))
    "2" = nonsensitive(sha256(aws_vpn_connection.this["1"].tunnel1_preshared_key))
    "3" = nonsensitive(sha256(aws_vpn_connection.this["1"].tunnel2_preshared_key))
  }
}

output "tunnel_preshared_keys" {
  description = "The pre-shared key of each tunnel, which AWS made."
  sensitive   = true
  value = {
    "0" = aws_vpn_connection.this["0"].tunnel1_preshared_key
    "1" = aws_vpn_connection.this["0"].tunnel2_preshared_key
    "2" = aws_vpn_connection.this["1"].tunnel1_preshared_key
    "3" = aws_vpn_connection.this["1"].tunnel2_preshared_key
  }
}
