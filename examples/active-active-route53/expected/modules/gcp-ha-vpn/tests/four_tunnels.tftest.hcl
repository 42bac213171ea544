mock_provider "google" {}

variables {
  advertised_ip_ranges   = { nodes = "10.20.0.0/20", private-services = "10.23.0.0/20" }
  asn                    = 65000
  name                   = "crm-production"
  network_id             = "projects/crm-production/global/networks/crm-production"
  peer_asn               = 64512
  preshared_key_versions = { "0" = "first", "1" = "second", "2" = "third", "3" = "fourth" }
  preshared_keys         = { "0" = "first_key", "1" = "second_key", "2" = "third_key", "3" = "fourth_key" }
  region                 = "asia-northeast3"
  tunnel_addresses       = { "0" = "198.51.100.10", "1" = "198.51.100.20", "2" = "198.51.100.30", "3" = "198.51.100.40" }

  tunnels = {
    "0" = { inside_cidr = "169.254.10.0/30" }
    "1" = { inside_cidr = "169.254.10.4/30" }
    "2" = { inside_cidr = "169.254.10.8/30", route_priority = 200 }
    "3" = { inside_cidr = "169.254.10.12/30", route_priority = 0 }
  }
}

run "four_tunnels_use_both_interfaces_and_four_addresses" {
  command = plan

  assert {
    condition = [
      for key in ["0", "1", "2", "3"] : "${google_compute_vpn_tunnel.this[key].vpn_gateway_interface}-${google_compute_vpn_tunnel.this[key].peer_external_gateway_interface}"
    ] == ["0-0", "0-1", "1-2", "1-3"]
    error_message = "Interface 0 must lead to the addresses 0 and 1, and interface 1 to 2 and 3."
  }

  assert {
    condition = (
      google_compute_external_vpn_gateway.aws.redundancy_type == "FOUR_IPS_REDUNDANCY"
      && [for interface in google_compute_external_vpn_gateway.aws.interface : interface.ip_address]
      == ["198.51.100.10", "198.51.100.20", "198.51.100.30", "198.51.100.40"]
    )
    error_message = "The external gateway must have the four addresses in their order."
  }
}

run "google_cloud_has_the_second_address_inside_of_a_tunnel" {
  command = plan

  assert {
    condition = (
      google_compute_router_interface.this["1"].ip_range == "169.254.10.6/30"
      && google_compute_router_peer.this["1"].ip_address == "169.254.10.6"
      && google_compute_router_peer.this["1"].peer_ip_address == "169.254.10.5"
    )
    error_message = "AWS must have the first address of the range and Google Cloud the second."
  }
}

run "a_session_advertises_what_is_named_and_nothing_else" {
  command = plan

  assert {
    condition = alltrue([
      for peer in google_compute_router_peer.this :
      peer.advertise_mode == "CUSTOM" && peer.advertised_groups == null
      && toset([for range in peer.advertised_ip_ranges : range.range]) == toset(["10.20.0.0/20", "10.23.0.0/20"])
    ])
    error_message = "Each session must advertise the ranges that are named, private services among them."
  }

  assert {
    condition = (
      google_compute_router_peer.this["0"].advertised_route_priority == 100
      && google_compute_router_peer.this["2"].advertised_route_priority == 200
      && google_compute_router_peer.this["3"].zero_advertised_route_priority
    )
    error_message = "Each session must have its MED; zero is told by an argument of its own."
  }
}

run "every_tunnel_offers_one_algorithm_in_each_role" {
  command = plan

  assert {
    condition = alltrue([
      for tunnel in google_compute_vpn_tunnel.this : (
        tunnel.ike_version == 2
        && tunnel.cipher_suite[0].phase1[0].encryption == tolist(["AES-GCM-16-256"])
        && tunnel.cipher_suite[0].phase1[0].integrity == null
        && tunnel.cipher_suite[0].phase1[0].prf == tolist(["PRF-HMAC-SHA2-256"])
        && tunnel.cipher_suite[0].phase1[0].dh == tolist(["Group-20"])
        && tunnel.cipher_suite[0].phase2[0].pfs == tolist(["Group-20"])
      )
    ])
    error_message = "A tunnel must offer exactly one algorithm in each role, and no integrity beside AES-GCM."
  }
}

run "the_state_holds_no_key" {
  command = plan

  assert {
    condition     = alltrue([for tunnel in google_compute_vpn_tunnel.this : tunnel.shared_secret == null])
    error_message = "A key must be given in the write-only argument."
  }

  assert {
    condition     = google_compute_vpn_tunnel.this["2"].shared_secret_wo_version == "third"
    error_message = "Each tunnel must have the version of its own key."
  }
}

run "the_router_keeps_its_sessions_awake" {
  command = plan

  assert {
    condition     = google_compute_router.this.bgp[0].asn == 65000 && google_compute_router.this.bgp[0].keepalive_interval == 20
    error_message = "The router must have its number and tell of itself every 20 seconds."
  }
}

run "one_autonomous_system_for_both_sides_is_refused" {
  command = plan

  variables {
    asn = 64512
  }

  expect_failures = [var.asn]
}

run "a_default_route_is_refused" {
  command = plan

  variables {
    advertised_ip_ranges = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.advertised_ip_ranges]
}

run "three_tunnels_are_refused" {
  command = plan

  variables {
    tunnels = {
      "0" = { inside_cidr = "169.254.10.0/30" }
      "1" = { inside_cidr = "169.254.10.4/30" }
      "2" = { inside_cidr = "169.254.10.8/30" }
    }
  }

  expect_failures = [var.tunnels]
}

run "integrity_beside_gcm_is_refused" {
  command = plan

  variables {
    phase1 = { dh = "Group-20", encryption = "AES-GCM-16-256", integrity = "HMAC-SHA2-256-128", prf = "PRF-HMAC-SHA2-256" }
  }

  expect_failures = [var.phase1]
}
