locals {
  # What leads to each side: an alias to a load balancer of AWS, or an address.
  sides = {
    aws = {
      address         = null
      alias           = var.aws
      health_check_id = aws_route53_health_check.aws.id
    }
    gcp = {
      address         = var.gcp.address
      alias           = null
      health_check_id = aws_route53_health_check.gcp.id
    }
  }

  # What the records of each side hold. Those of a drained side lead to the other one: a record that is unhealthy or weighs nothing
  # is answered with all the same when no other one is healthy.
  held = {
    aws = local.sides[contains(var.drained, "aws") ? "gcp" : "aws"]
    gcp = local.sides[contains(var.drained, "gcp") ? "aws" : "gcp"]
  }
}

# The load balancer of AWS has no address of its own to be checked at, and the name of the clients leads to whichever side is
# healthy: so this asks by the name of the load balancer, and without SNI, which that name is no certificate for.
resource "aws_route53_health_check" "aws" {
  enable_sni        = false
  failure_threshold = var.failure_threshold
  fqdn              = var.aws.address
  port              = 443
  regions           = var.check_regions
  request_interval  = var.interval_seconds
  resource_path     = var.health_path
  type              = "HTTPS"

  tags = { Name = "${var.name}-aws" }
}

resource "aws_route53_health_check" "gcp" {
  enable_sni        = true
  failure_threshold = var.failure_threshold
  fqdn              = var.hostname
  ip_address        = var.gcp.address
  port              = 443
  regions           = var.check_regions
  request_interval  = var.interval_seconds
  resource_path     = var.health_path
  type              = "HTTPS"

  tags = { Name = "${var.name}-gcp" }
}

resource "aws_route53_record" "side" {
  for_each = local.held

  zone_id         = var.zone_id
  name            = var.hostname
  health_check_id = each.value.health_check_id
  records         = each.value.address == null ? null : [each.value.address]
  set_identifier  = each.key
  ttl             = each.value.address == null ? null : var.ttl_seconds
  type            = "A"

  dynamic "alias" {
    for_each = each.value.alias == null ? [] : [each.value.alias]

    content {
      name                   = alias.value.address
      evaluate_target_health = true
      zone_id                = alias.value.zone_id
    }
  }

  weighted_routing_policy {
    weight = var.weights[each.key]
  }
}

resource "aws_route53_record" "certificate" {
  for_each = var.certificate_records

  zone_id = var.zone_id
  name    = each.value.name
  records = [each.value.value]
  ttl     = 300
  type    = "CNAME"
}
