mock_provider "aws" {}

variables {
  hostname = "crm.example.com"
  name     = "crm-production"
  zone_id  = "Z0123456789ABCDEFGHIJ"

  aws = { address = "crm-production-1234567890.ap-northeast-2.elb.amazonaws.com", zone_id = "ZWKZPGTI48KDX" }
  gcp = { address = "203.0.113.10" }

  certificate_records = {
    gcp = { name = "_acme-challenge_abc.crm.example.com", value = "0a1b.2.authorize.certificatemanager.goog" }
  }

  weights = { aws = 70, gcp = 30 }
}

run "aws_is_an_alias_and_google_cloud_an_address" {
  assert {
    condition = (
      one(aws_route53_record.side["aws"].alias).name == var.aws.address
      && one(aws_route53_record.side["aws"].alias).evaluate_target_health
      && aws_route53_record.side["aws"].health_check_id == output.health_check_ids.aws
    )
    error_message = "The record of AWS must be an alias that looks at its targets, with the check of its side."
  }

  assert {
    condition = (
      aws_route53_record.side["gcp"].records == toset(["203.0.113.10"])
      && aws_route53_record.side["gcp"].ttl == 60
      && length(aws_route53_record.side["gcp"].alias) == 0
      && aws_route53_record.side["gcp"].health_check_id == output.health_check_ids.gcp
    )
    error_message = "The record of Google Cloud must be an address that lives for a minute, with the check of its side."
  }

  assert {
    condition = (
      one(aws_route53_record.side["aws"].weighted_routing_policy).weight == 70
      && one(aws_route53_record.side["gcp"].weighted_routing_policy).weight == 30
    )
    error_message = "Each record must have its weight."
  }
}

run "no_record_leads_to_a_drained_side" {
  variables {
    drained = ["aws"]
  }

  assert {
    condition = alltrue([
      for record in values(aws_route53_record.side) :
      length(record.alias) == 0 && record.records == toset(["203.0.113.10"]) && record.health_check_id == output.health_check_ids.gcp
    ])
    error_message = "Both records must lead to the side that is left, and look at its health."
  }

  assert {
    condition     = output.record_ids == run.aws_is_an_alias_and_google_cloud_an_address.record_ids
    error_message = "Nothing may be made anew."
  }
}

run "no_record_leads_to_the_other_side_when_it_is_drained" {
  variables {
    drained = ["gcp"]
  }

  assert {
    condition = alltrue([
      for record in values(aws_route53_record.side) :
      one(record.alias).name == var.aws.address && record.health_check_id == output.health_check_ids.aws
    ])
    error_message = "Both records must lead to the side that is left, and look at its health."
  }

  assert {
    condition     = output.record_ids == run.aws_is_an_alias_and_google_cloud_an_address.record_ids
    error_message = "Nothing may be made anew."
  }
}

run "weights_that_leave_nobody_are_refused" {
  command = plan

  variables {
    weights = { aws = 0, gcp = 0 }
  }

  expect_failures = [var.weights]
}

run "a_weight_that_route_53_does_not_take_is_refused" {
  command = plan

  variables {
    weights = { aws = 300, gcp = 30 }
  }

  expect_failures = [var.weights]
}

run "both_sides_are_asked_whether_they_take_clients" {
  command = plan

  assert {
    condition = alltrue([
      for check in [aws_route53_health_check.aws, aws_route53_health_check.gcp] :
      check.resource_path == "/healthz/writable" && check.type == "HTTPS" && check.port == 443 && check.failure_threshold == 3
    ])
    error_message = "Both checks must ask for the health path over HTTPS."
  }

  assert {
    condition = (
      aws_route53_health_check.aws.fqdn == var.aws.address
      && aws_route53_health_check.gcp.ip_address == "203.0.113.10"
      && aws_route53_health_check.gcp.fqdn == "crm.example.com"
    )
    error_message = "Each check must reach its own side, whichever the name of the clients leads to."
  }
}

run "two_drained_sides_are_refused" {
  command = plan

  variables {
    drained = ["aws", "gcp"]
  }

  expect_failures = [var.drained]
}

run "an_interval_that_route_53_does_not_have_is_refused" {
  command = plan

  variables {
    interval_seconds = 60
  }

  expect_failures = [var.interval_seconds]
}

run "a_long_life_of_a_record_is_refused" {
  command = plan

  variables {
    ttl_seconds = 300
  }

  expect_failures = [var.ttl_seconds]
}

run "a_name_in_the_place_of_an_address_is_refused" {
  command = plan

  variables {
    gcp = { address = "lb.example.com" }
  }

  expect_failures = [var.gcp]
}
