mock_provider "google" {}

variables {
  name   = "crm-production"
  region = "asia-northeast3"

  nodes = {
    ip_cidr_range          = "10.20.0.0/20"
    pods_ip_cidr_range     = "10.21.0.0/16"
    services_ip_cidr_range = "10.22.0.0/20"
  }

  private_services = {
    ip_cidr_range = "10.23.0.0/20"
  }
}

run "ingress_is_denied_and_logged" {
  command = plan

  assert {
    condition     = google_compute_firewall.deny_ingress.priority == 65534
    error_message = "The rule that denies ingress must come last."
  }

  assert {
    condition     = length(google_compute_firewall.deny_ingress.log_config) == 1
    error_message = "Denied ingress must leave a log."
  }

  assert {
    condition     = length(google_compute_firewall.allow) == 0
    error_message = "No rule may allow ingress unless it is named."
  }
}

run "subnets_are_private_and_logged" {
  command = plan

  variables {
    subnets = {
      batch = {
        name          = "crm-production-batch"
        ip_cidr_range = "10.24.0.0/24"
        region        = "asia-northeast1"
      }
    }
  }

  assert {
    condition     = google_compute_network.this.auto_create_subnetworks == false
    error_message = "The network must not create subnets by itself."
  }

  assert {
    condition     = google_compute_subnetwork.nodes.private_ip_google_access
    error_message = "The node subnet must reach Google's services privately."
  }

  assert {
    condition     = google_compute_subnetwork.nodes.log_config[0].flow_sampling == 0.5
    error_message = "The node subnet must have flow logs."
  }

  assert {
    condition     = keys(google_compute_subnetwork.additional) == ["batch"]
    error_message = "The keys of subnets must be those of the input."
  }

  assert {
    condition     = keys(google_compute_router_nat.this) == ["asia-northeast1", "asia-northeast3"]
    error_message = "Each region with a subnet must have a NAT gateway."
  }
}

run "private_services_take_the_given_range" {
  command = plan

  assert {
    condition     = google_compute_global_address.private_services.address == "10.23.0.0"
    error_message = "The range must start where the input says."
  }

  assert {
    condition     = google_compute_global_address.private_services.prefix_length == 20
    error_message = "The range must be as large as the input says."
  }

  assert {
    condition     = google_compute_global_address.private_services.purpose == "VPC_PEERING"
    error_message = "The range must be reserved for peering."
  }
}

run "a_small_private_services_range_is_refused" {
  command = plan

  variables {
    private_services = {
      ip_cidr_range = "10.23.0.0/26"
    }
  }

  expect_failures = [var.private_services]
}

run "a_rule_without_sources_is_refused" {
  command = plan

  variables {
    firewall_rules = {
      web-tcp = {
        name          = "crm-production-web-tcp"
        ports         = ["443"]
        protocol      = "tcp"
        source_ranges = []
      }
    }
  }

  expect_failures = [var.firewall_rules]
}
