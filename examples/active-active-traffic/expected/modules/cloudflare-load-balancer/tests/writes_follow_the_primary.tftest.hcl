mock_provider "cloudflare" {}

variables {
  account_id = "0123456789abcdef0123456789abcdef"
  hostname   = "crm.example.com"
  name       = "crm-production"
  primary    = "aws"
  zone_id    = "fedcba9876543210fedcba9876543210"

  certificate_records = {
    aws = { name = "_0a1b.crm.example.com", value = "_2c3d.acm-validations.aws" }
    gcp = { name = "_acme-challenge_abc.crm.example.com", value = "0a1b.2.authorize.certificatemanager.goog" }
  }

  origins = {
    aws = { address = "crm-production-1234567890.ap-northeast-2.elb.amazonaws.com", check_regions = ["NEAS"] }
    gcp = { address = "203.0.113.10", check_regions = ["NEAS"] }
  }
}

run "the_primary_comes_first_and_is_what_is_left" {
  assert {
    condition = (
      cloudflare_load_balancer.this.default_pools == tolist([output.pool_ids["aws"], output.pool_ids["gcp"]])
      && cloudflare_load_balancer.this.fallback_pool == output.pool_ids["aws"]
      && cloudflare_load_balancer.this.steering_policy == "off"
    )
    error_message = "Failover must be ordered: the primary, then the standby; and the primary when both are unhealthy."
  }
}

run "a_promotion_changes_the_order_and_nothing_else" {
  variables {
    primary = "gcp"
  }

  assert {
    condition = (
      cloudflare_load_balancer.this.default_pools == tolist([output.pool_ids["gcp"], output.pool_ids["aws"]])
      && cloudflare_load_balancer.this.fallback_pool == output.pool_ids["gcp"]
    )
    error_message = "After a promotion the other side must come first."
  }

  assert {
    condition = (
      output.id == run.the_primary_comes_first_and_is_what_is_left.id
      && output.pool_ids == run.the_primary_comes_first_and_is_what_is_left.pool_ids
      && output.monitor_id == run.the_primary_comes_first_and_is_what_is_left.monitor_id
    )
    error_message = "Nothing may be made anew."
  }
}

run "the_monitor_asks_for_the_role_by_the_name_of_the_clients" {
  command = plan

  assert {
    condition = (
      cloudflare_load_balancer_monitor.this.path == "/healthz/primary"
      && cloudflare_load_balancer_monitor.this.header["Host"] == tolist(["crm.example.com"])
      && cloudflare_load_balancer_monitor.this.type == "https"
      && !cloudflare_load_balancer_monitor.this.allow_insecure
      && cloudflare_load_balancer_monitor.this.expected_codes == "200"
    )
    error_message = "The monitor must ask for the role over verified HTTPS, with the name of the clients."
  }
}

run "a_certificate_is_proved_by_a_record_that_is_not_proxied" {
  command = plan

  assert {
    condition = alltrue([
      for record in cloudflare_dns_record.certificate : record.type == "CNAME" && !record.proxied
    ]) && length(cloudflare_dns_record.certificate) == 2
    error_message = "Each record must be a plain CNAME."
  }
}

run "a_region_has_the_other_side_to_fall_back_to" {
  variables {
    regions  = { NEAS = "aws", WEU = "gcp" }
    steering = "geo"
  }

  assert {
    condition = (
      cloudflare_load_balancer.this.steering_policy == "geo"
      && cloudflare_load_balancer.this.region_pools["WEU"] == tolist([output.pool_ids["gcp"], output.pool_ids["aws"]])
    )
    error_message = "A region must have its side first and the other one second."
  }
}

run "weights_go_to_the_pools" {
  variables {
    steering = "weighted"
    weights  = { aws = 0.9, gcp = 0.1 }
  }

  assert {
    condition = (
      cloudflare_load_balancer.this.steering_policy == "random"
      && cloudflare_load_balancer.this.random_steering.pool_weights[output.pool_ids["aws"]] == 0.9
    )
    error_message = "Each pool must have its weight."
  }
}

run "a_cookie_without_a_proxy_is_refused" {
  command = plan

  variables {
    proxied          = false
    session_affinity = "cookie"
  }

  expect_failures = [var.session_affinity]
}

run "geo_without_regions_is_refused" {
  command = plan

  variables {
    steering = "geo"
  }

  expect_failures = [var.regions]
}

run "one_origin_is_refused" {
  command = plan

  variables {
    origins = {
      aws = { address = "crm-production-1234567890.ap-northeast-2.elb.amazonaws.com", check_regions = ["NEAS"] }
    }
  }

  expect_failures = [var.origins]
}

run "a_drained_side_gets_no_clients" {
  variables {
    drained  = ["gcp"]
    steering = "latency"
  }

  assert {
    condition = (
      !cloudflare_load_balancer_pool.this["gcp"].enabled
      && cloudflare_load_balancer_pool.this["aws"].enabled
      && cloudflare_load_balancer.this.fallback_pool == output.pool_ids["aws"]
      && cloudflare_load_balancer.this.steering_policy == "dynamic_latency"
    )
    error_message = "The pool of a drained side must be off, and the other one must be what is left."
  }
}

run "the_first_side_is_not_drained" {
  command = plan

  variables {
    drained = ["aws"]
  }

  expect_failures = [var.drained]
}
