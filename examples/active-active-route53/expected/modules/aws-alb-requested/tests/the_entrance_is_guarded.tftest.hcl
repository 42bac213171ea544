mock_provider "aws" {}

variables {
  account_id      = "123456789012"
  admitted_ranges = { cloudflare-0 = "173.245.48.0/20", cloudflare-1 = "103.21.244.0/22" }
  hostname        = "crm.example.com"
  log_bucket      = "crm-production-lb-logs-123456789012"
  name            = "crm-production"
  region          = "ap-northeast-2"
  subnet_ids      = { a = "subnet-0a", c = "subnet-0c" }
  target_ranges   = { vpc-0 = "10.30.0.0/16" }
  vpc_id          = "vpc-0"
}

run "only_the_ranges_that_are_named_may_come" {
  command = plan

  assert {
    condition = alltrue([
      for rule in concat(
        values(aws_vpc_security_group_ingress_rule.https), values(aws_vpc_security_group_ingress_rule.http)
      ) : contains(["173.245.48.0/20", "103.21.244.0/22"], rule.cidr_ipv4) && rule.from_port == rule.to_port
    ])
    error_message = "The security group must admit the ranges that are named, at single ports."
  }

  assert {
    condition = (
      length(aws_vpc_security_group_ingress_rule.https) == 2
      && aws_vpc_security_group_ingress_rule.https["cloudflare-0"].from_port == 443
      && aws_vpc_security_group_ingress_rule.http["cloudflare-0"].from_port == 80
    )
    error_message = "Each range must reach HTTPS, and HTTP for its redirect."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_egress_rule.targets : "${rule.cidr_ipv4}:${rule.from_port}"] == ["10.30.0.0/16:8080"]
    error_message = "The load balancer must reach its targets at their port, and nothing else."
  }
}

run "http_is_answered_by_a_redirect" {
  command = plan

  assert {
    condition = (
      aws_lb_listener.http.port == 80
      && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
      && aws_lb_listener.http.default_action[0].redirect[0].status_code == "HTTP_301"
    )
    error_message = "HTTP must lead to HTTPS for good."
  }
}

run "tls_is_modern" {
  command = plan

  assert {
    condition     = aws_lb_listener.https.port == 443 && aws_lb_listener.https.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-2021-06"
    error_message = "The listener must offer TLS 1.2 and 1.3 only."
  }
}

run "an_old_version_of_tls_is_refused" {
  command = plan

  variables {
    tls_policy = "ELBSecurityPolicy-2016-08"
  }

  expect_failures = [var.tls_policy]
}

run "the_certificate_is_validated_by_dns" {
  command = plan

  assert {
    condition     = aws_acm_certificate.this.domain_name == "crm.example.com" && aws_acm_certificate.this.validation_method == "DNS"
    error_message = "The certificate must be for the name of the clients, and prove it by a record."
  }
}

run "the_load_balancer_is_protected_and_logged" {
  command = plan

  assert {
    condition = (
      aws_lb.this.enable_deletion_protection
      && aws_lb.this.drop_invalid_header_fields
      && !aws_lb.this.internal
      && aws_lb.this.access_logs[0].enabled
      && aws_lb.this.access_logs[0].bucket == var.log_bucket
    )
    error_message = "The load balancer must refuse to be deleted, drop bad headers and log every request."
  }
}

run "logs_are_private_encrypted_and_end" {
  command = plan

  assert {
    condition = (
      aws_s3_bucket_public_access_block.logs.block_public_policy
      && aws_s3_bucket_public_access_block.logs.restrict_public_buckets
      && aws_s3_bucket_lifecycle_configuration.logs.rule[0].expiration[0].days == 90
      && one(one(aws_s3_bucket_server_side_encryption_configuration.logs.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    )
    error_message = "The bucket must be private, encrypted as load balancers can write to it, and emptied after a while."
  }
}

run "another_port_gets_another_target_group" {
  command = plan

  variables {
    target_port = 9090
  }

  assert {
    condition     = aws_lb_target_group.this.name != "crm-production-${substr(sha1(jsonencode(["ip", 8080, "HTTP"])), 0, 6)}"
    error_message = "A group that replaces another one must have another name."
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    subnet_ids = { a = "subnet-0a" }
  }

  expect_failures = [var.subnet_ids]
}

run "nobody_at_all_is_refused" {
  command = plan

  variables {
    admitted_ranges = {}
  }

  expect_failures = [var.admitted_ranges]
}
