mock_provider "google" {}

variables {
  admitted_ranges = { "1000" = ["173.245.48.0/20", "103.21.244.0/22"], "1001" = ["131.0.72.0/22"] }
  subnet_id       = "projects/crm-production/regions/asia-northeast3/subnetworks/nodes"
  zones           = ["asia-northeast3-a", "asia-northeast3-b"]
  hostname        = "crm.example.com"
  name            = "crm-production"
  network_id      = "projects/crm-production/global/networks/crm-production"
}

run "only_the_front_ends_of_google_reach_the_targets" {
  command = plan

  assert {
    condition = (
      google_compute_firewall.front_ends.source_ranges == toset(["130.211.0.0/22", "35.191.0.0/16"])
      && one(google_compute_firewall.front_ends.allow).ports == tolist(["8080"])
    )
    error_message = "The firewall must let the front ends of Google in, at the port of the targets."
  }
}

run "only_the_ranges_that_are_named_are_let_in" {
  command = plan

  assert {
    condition = sort(flatten([
      for rule in google_compute_security_policy.this.rule : [
        for match in rule.match : [for config in match.config : config.src_ip_ranges]
      ] if rule.action == "allow"
    ])) == tolist(["103.21.244.0/22", "131.0.72.0/22", "173.245.48.0/20"])
    error_message = "The policy must let in the ranges that are named."
  }

  assert {
    condition     = [for rule in google_compute_security_policy.this.rule : rule.action if rule.priority == 2147483647] == ["deny(403)"]
    error_message = "The last rule must deny everybody else."
  }
}

run "everybody_is_let_in_where_no_range_is_named" {
  command = plan

  variables {
    admitted_ranges = {}
  }

  assert {
    condition     = [for rule in google_compute_security_policy.this.rule : rule.action if rule.priority == 2147483647] == ["allow"]
    error_message = "Without ranges the last rule must let everybody in."
  }
}

run "rules_against_attacks_only_tell_at_first" {
  command = plan

  assert {
    condition = [
      for rule in google_compute_security_policy.this.rule : rule.preview if rule.priority < 1000
    ] == [true, true, true, true, true, true]
    error_message = "The preconfigured rules must stand before the ranges, and not deny before somebody has read what they would."
  }
}

run "the_load_balancer_is_global_and_logged" {
  command = plan

  assert {
    condition = (
      google_compute_backend_service.this.load_balancing_scheme == "EXTERNAL_MANAGED"
      && google_compute_backend_service.this.log_config[0].enable
      && google_compute_backend_service.this.log_config[0].sample_rate == 1
      && google_compute_global_forwarding_rule.https.load_balancing_scheme == "EXTERNAL_MANAGED"
    )
    error_message = "Backend service and forwarding rules must be of the managed scheme, and every request logged."
  }

  assert {
    condition     = keys(google_compute_network_endpoint_group.this) == ["asia-northeast3-a", "asia-northeast3-b"]
    error_message = "Each zone must have its group behind the load balancer."
  }
}

run "tls_is_modern_and_http_is_redirected" {
  command = plan

  assert {
    condition     = google_compute_ssl_policy.this.min_tls_version == "TLS_1_2" && google_compute_ssl_policy.this.profile == "MODERN"
    error_message = "The proxy must offer TLS 1.2 and 1.3 only."
  }

  assert {
    condition     = google_compute_url_map.http.default_url_redirect[0].https_redirect && google_compute_global_forwarding_rule.http.port_range == "80"
    error_message = "HTTP must lead to HTTPS."
  }
}

run "the_certificate_does_not_depend_on_where_the_name_points" {
  command = plan

  assert {
    condition = (
      google_certificate_manager_dns_authorization.this.domain == "crm.example.com"
      && google_certificate_manager_dns_authorization.this.type == "PER_PROJECT_RECORD"
      && google_certificate_manager_certificate.this.managed[0].domains == tolist(["crm.example.com"])
    )
    error_message = "The certificate must be proved by a record."
  }
}

run "eleven_ranges_in_a_rule_are_refused" {
  command = plan

  variables {
    admitted_ranges = {
      "1000" = [
        "10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24", "10.0.4.0/24", "10.0.5.0/24",
        "10.0.6.0/24", "10.0.7.0/24", "10.0.8.0/24", "10.0.9.0/24", "10.0.10.0/24",
      ]
    }
  }

  expect_failures = [var.admitted_ranges]
}
