resource "aws_customer_gateway" "this" {
  for_each = var.connections

  # A number beyond 31 bits goes into an argument of its own.
  bgp_asn          = var.peer_asn <= 2147483647 ? tostring(var.peer_asn) : null
  bgp_asn_extended = var.peer_asn > 2147483647 ? tostring(var.peer_asn) : null
  ip_address       = var.peer_addresses[each.key]
  type             = "ipsec.1"

  tags = { Name = "${var.name}-gcp-${each.key}" }
}

resource "aws_vpn_connection" "this" {
  for_each = var.connections

  customer_gateway_id      = aws_customer_gateway.this[each.key].id
  preshared_key_storage    = "Standard"
  static_routes_only       = false
  tunnel_inside_ip_version = "ipv4"
  type                     = aws_customer_gateway.this[each.key].type
  vpn_gateway_id           = local.gateway_id

  tunnel1_dpd_timeout_action           = var.tunnel_options.dpd_timeout_action
  tunnel1_dpd_timeout_seconds          = var.tunnel_options.dpd_timeout_seconds
  tunnel1_ike_versions                 = ["ikev2"]
  tunnel1_inside_cidr                  = each.value.tunnel1_inside_cidr
  tunnel1_phase1_dh_group_numbers      = [var.phase1.dh_group]
  tunnel1_phase1_encryption_algorithms = [var.phase1.encryption]
  tunnel1_phase1_integrity_algorithms  = [var.phase1.integrity]
  tunnel1_phase1_lifetime_seconds      = var.tunnel_options.phase1_lifetime_seconds
  tunnel1_phase2_dh_group_numbers      = [var.phase2.dh_group]
  tunnel1_phase2_encryption_algorithms = [var.phase2.encryption]
  tunnel1_phase2_integrity_algorithms  = [var.phase2.integrity]
  tunnel1_phase2_lifetime_seconds      = var.tunnel_options.phase2_lifetime_seconds
  tunnel1_rekey_fuzz_percentage        = var.tunnel_options.rekey_fuzz_percentage
  tunnel1_rekey_margin_time_seconds    = var.tunnel_options.rekey_margin_time_seconds
  tunnel1_replay_window_size           = var.tunnel_options.replay_window_size
  tunnel1_startup_action               = var.tunnel_options.startup_action

  tunnel2_dpd_timeout_action           = var.tunnel_options.dpd_timeout_action
  tunnel2_dpd_timeout_seconds          = var.tunnel_options.dpd_timeout_seconds
  tunnel2_ike_versions                 = ["ikev2"]
  tunnel2_inside_cidr                  = each.value.tunnel2_inside_cidr
  tunnel2_phase1_dh_group_numbers      = [var.phase1.dh_group]
  tunnel2_phase1_encryption_algorithms = [var.phase1.encryption]
  tunnel2_phase1_integrity_algorithms  = [var.phase1.integrity]
  tunnel2_phase1_lifetime_seconds      = var.tunnel_options.phase1_lifetime_seconds
  tunnel2_phase2_dh_group_numbers      = [var.phase2.dh_group]
  tunnel2_phase2_encryption_algorithms = [var.phase2.encryption]
  tunnel2_phase2_integrity_algorithms  = [var.phase2.integrity]
  tunnel2_phase2_lifetime_seconds      = var.tunnel_options.phase2_lifetime_seconds
  tunnel2_rekey_fuzz_percentage        = var.tunnel_options.rekey_fuzz_percentage
  tunnel2_rekey_margin_time_seconds    = var.tunnel_options.rekey_margin_time_seconds
  tunnel2_replay_window_size           = var.tunnel_options.replay_window_size
  tunnel2_startup_action               = var.tunnel_options.startup_action

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tunnels.arn
      log_output_format = "json"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tunnels.arn
      log_output_format = "json"
    }
  }

  tags = { Name = "${var.name}-gcp-${each.key}" }
}

# The prefix keeps the policy by which AWS delivers the logs from growing with every group.
resource "aws_cloudwatch_log_group" "tunnels" {
  name              = "/aws/vendedlogs/vpn/${var.name}"
  kms_key_id        = var.log_kms_key_arn
  retention_in_days = var.log_retention_days
}
