mock_provider "aws" {
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-2:123456789012:log-group:/aws/vendedlogs/vpn/crm-production" }
  }
}

variables {
  amazon_side_asn = 64512
  log_kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  name            = "crm-production"
  peer_addresses  = { "0" = "203.0.113.10", "1" = "203.0.113.20" }
  peer_asn        = 65000
  route_table_ids = { "database/a" = "rtb-0a1b2c3d4e5f60718", "private/a" = "rtb-0a1b2c3d4e5f60719" }
  vpc_id          = "vpc-0a1b2c3d4e5f60718"

  connections = {
    "0" = { tunnel1_inside_cidr = "169.254.10.0/30", tunnel2_inside_cidr = "169.254.10.4/30" }
    "1" = { tunnel1_inside_cidr = "169.254.10.8/30", tunnel2_inside_cidr = "169.254.10.12/30" }
  }
}

run "each_interface_of_the_peer_has_a_customer_gateway_and_a_connection" {
  command = plan

  assert {
    condition = (
      aws_customer_gateway.this["0"].ip_address == "203.0.113.10"
      && aws_customer_gateway.this["1"].ip_address == "203.0.113.20"
    )
    error_message = "Customer gateway N must have the address of interface N."
  }

  assert {
    condition = (
      aws_vpn_connection.this["0"].tunnel2_inside_cidr == "169.254.10.4/30"
      && aws_vpn_connection.this["1"].tunnel1_inside_cidr == "169.254.10.8/30"
    )
    error_message = "Each tunnel must have the range that was given to it."
  }

  assert {
    condition     = alltrue([for gateway in aws_customer_gateway.this : gateway.bgp_asn == "65000" && gateway.bgp_asn_extended == null])
    error_message = "A number of 31 bits must stand in bgp_asn."
  }
}

run "every_tunnel_offers_one_algorithm_in_each_role" {
  command = plan

  assert {
    condition = alltrue([
      for connection in aws_vpn_connection.this : alltrue([
        for offer in [
          connection.tunnel1_ike_versions, connection.tunnel2_ike_versions,
          connection.tunnel1_phase1_encryption_algorithms, connection.tunnel2_phase1_encryption_algorithms,
          connection.tunnel1_phase1_integrity_algorithms, connection.tunnel2_phase1_integrity_algorithms,
          connection.tunnel1_phase2_encryption_algorithms, connection.tunnel2_phase2_encryption_algorithms,
          connection.tunnel1_phase2_integrity_algorithms, connection.tunnel2_phase2_integrity_algorithms,
        ] : length(offer) == 1
      ])
    ])
    error_message = "A list of more than one makes the two ends disagree at a rekeying."
  }

  assert {
    condition = alltrue([
      for connection in aws_vpn_connection.this :
      tolist(connection.tunnel1_phase1_dh_group_numbers) == tolist([20]) && tolist(connection.tunnel2_phase2_dh_group_numbers) == tolist([20])
    ])
    error_message = "The group must be 20 unless the input says otherwise."
  }
}

run "a_tunnel_begins_by_itself_and_leaves_a_log" {
  command = plan

  assert {
    condition = alltrue([
      for connection in aws_vpn_connection.this :
      connection.tunnel1_startup_action == "start" && connection.tunnel1_dpd_timeout_action == "restart"
      && connection.tunnel2_startup_action == "start" && connection.tunnel2_dpd_timeout_action == "restart"
    ])
    error_message = "AWS must begin the negotiation, at first and after a silence."
  }

  assert {
    condition = alltrue([
      for connection in aws_vpn_connection.this :
      connection.tunnel1_log_options[0].cloudwatch_log_options[0].log_enabled
      && connection.tunnel2_log_options[0].cloudwatch_log_options[0].log_enabled
    ])
    error_message = "Both tunnels of a connection must log."
  }

  assert {
    condition     = aws_cloudwatch_log_group.tunnels.kms_key_id == var.log_kms_key_arn && aws_cloudwatch_log_group.tunnels.retention_in_days == 90
    error_message = "The logs must be encrypted and kept 90 days."
  }
}

run "every_table_that_is_named_leads_to_google_cloud" {
  command = plan

  assert {
    condition     = keys(aws_vpn_gateway_route_propagation.this) == ["database/a", "private/a"]
    error_message = "The gateway must write what it learns into each table."
  }
}

run "addresses_and_keys_are_given_out_by_the_number_of_the_tunnel" {
  assert {
    condition = (
      output.tunnel_addresses["1"] == aws_vpn_connection.this["0"].tunnel2_address
      && output.tunnel_addresses["2"] == aws_vpn_connection.this["1"].tunnel1_address
    )
    error_message = "Tunnels 0 and 1 must be those of the first connection, 2 and 3 those of the second."
  }

  assert {
    condition = (
      output.tunnel_preshared_keys["1"] == aws_vpn_connection.this["0"].tunnel2_preshared_key
      && output.tunnel_preshared_keys["2"] == aws_vpn_connection.this["1"].tunnel1_preshared_key
    )
    error_message = "Each tunnel must have its own key."
  }

  assert {
    condition     = alltrue([for key, version in output.tunnel_preshared_key_versions : version == sha256(output.tunnel_preshared_keys[key])])
    error_message = "The version of a key must change with the key and not tell it."
  }
}

run "a_number_of_32_bits_has_an_argument_of_its_own" {
  command = plan

  variables {
    peer_asn = 4200000000
  }

  assert {
    condition     = alltrue([for gateway in aws_customer_gateway.this : gateway.bgp_asn == null && gateway.bgp_asn_extended == "4200000000"])
    error_message = "A number beyond 31 bits must stand in bgp_asn_extended."
  }
}

run "a_range_that_aws_keeps_is_refused" {
  command = plan

  variables {
    connections = {
      "0" = { tunnel1_inside_cidr = "169.254.1.0/30", tunnel2_inside_cidr = "169.254.2.0/30" }
      "1" = { tunnel1_inside_cidr = "169.254.10.8/30", tunnel2_inside_cidr = "169.254.10.12/30" }
    }
  }

  expect_failures = [var.connections]
}

run "a_range_for_two_tunnels_is_refused" {
  command = plan

  variables {
    connections = {
      "0" = { tunnel1_inside_cidr = "169.254.10.0/30", tunnel2_inside_cidr = "169.254.10.4/30" }
      "1" = { tunnel1_inside_cidr = "169.254.10.0/30", tunnel2_inside_cidr = "169.254.10.12/30" }
    }
  }

  expect_failures = [var.connections]
}

run "an_algorithm_that_google_cloud_lacks_is_refused" {
  command = plan

  variables {
    phase1 = { dh_group = 17, encryption = "AES256", integrity = "SHA2-384" }
    phase2 = { dh_group = 20, encryption = "AES256", integrity = "SHA2-384" }
  }

  expect_failures = [var.phase1, var.phase2]
}

run "one_autonomous_system_for_both_sides_is_refused" {
  command = plan

  variables {
    peer_asn = 64512
  }

  expect_failures = [var.peer_asn]
}
