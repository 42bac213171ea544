mock_provider "aws" {}

variables {
  hostname = "crm.example.com"
  name     = "crm-production"
  primary  = "aws"
  zone_id  = "Z0123456789ABCDEFGHIJ"

  aws = { address = "crm-production-1234567890.ap-northeast-2.elb.amazonaws.com", zone_id = "ZWKZPGTI48KDX" }
  gcp = { address = "203.0.113.10" }

  certificate_records = {
    gcp = { name = "_acme-challenge_abc.crm.example.com", value = "0a1b.2.authorize.certificatemanager.goog" }
  }
}

run "aws_is_an_alias_and_google_cloud_an_address" {
  assert {
    condition = (
      one(aws_route53_record.primary.alias).name == var.aws.address
      && one(aws_route53_record.primary.alias).evaluate_target_health
      && aws_route53_record.primary.health_check_id == output.health_check_ids.aws
      && one(aws_route53_record.primary.failover_routing_policy).type == "PRIMARY"
    )
    error_message = "The record of AWS must be an alias that looks at its targets, with the check of its side."
  }

  assert {
    condition = (
      aws_route53_record.secondary.records == toset(["203.0.113.10"])
      && aws_route53_record.secondary.ttl == 60
      && length(aws_route53_record.secondary.alias) == 0
      && aws_route53_record.secondary.health_check_id == output.health_check_ids.gcp
      && one(aws_route53_record.secondary.failover_routing_policy).type == "SECONDARY"
    )
    error_message = "The record of Google Cloud must be an address that lives for a minute, with the check of its side."
  }
}

run "a_promotion_exchanges_what_the_records_hold" {
  variables {
    primary = "gcp"
  }

  assert {
    condition = (
      aws_route53_record.primary.records == toset(["203.0.113.10"])
      && aws_route53_record.primary.health_check_id == output.health_check_ids.gcp
      && one(aws_route53_record.secondary.alias).name == var.aws.address
      && aws_route53_record.secondary.health_check_id == output.health_check_ids.aws
    )
    error_message = "After a promotion the first record must lead to the other side."
  }

  assert {
    condition = (
      one(aws_route53_record.primary.failover_routing_policy).type == "PRIMARY"
      && one(aws_route53_record.secondary.failover_routing_policy).type == "SECONDARY"
      && output.record_ids == run.aws_is_an_alias_and_google_cloud_an_address.record_ids
      && output.health_check_ids == run.aws_is_an_alias_and_google_cloud_an_address.health_check_ids
    )
    error_message = "The records must keep their roles, and nothing may be made anew."
  }
}

run "both_sides_are_asked_for_their_role" {
  command = plan

  assert {
    condition = alltrue([
      for check in [aws_route53_health_check.aws, aws_route53_health_check.gcp] :
      check.resource_path == "/healthz/primary" && check.type == "HTTPS" && check.port == 443 && check.failure_threshold == 3
    ])
    error_message = "Both checks must ask for the role over HTTPS."
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

run "two_regions_are_refused" {
  command = plan

  variables {
    check_regions = ["us-east-1", "eu-west-1"]
  }

  expect_failures = [var.check_regions]
}
