locals {
  # What the record of each role holds: an alias to a load balancer of AWS, or an address.
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

  primary   = local.sides[var.primary]
  secondary = local.sides[var.primary == "aws" ? "gcp" : "aws"]
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

resource "aws_route53_record" "primary" {
  zone_id         = var.zone_id
  name            = var.hostname
  health_check_id = local.primary.health_check_id
  records         = local.primary.address == null ? null : [local.primary.address]
  set_identifier  = "primary"
  ttl             = local.primary.address == null ? null : var.ttl_seconds
  type            = "A"

  dynamic "alias" {
    for_each = local.primary.alias == null ? [] : [local.primary.alias]

    content {
      name                   = alias.value.address
      evaluate_target_health = true
      zone_id                = alias.value.zone_id
    }
  }

  failover_routing_policy {
    type = "PRIMARY"
  }
}

resource "aws_route53_record" "secondary" {
  zone_id         = var.zone_id
  name            = var.hostname
  health_check_id = local.secondary.health_check_id
  records         = local.secondary.address == null ? null : [local.secondary.address]
  set_identifier  = "secondary"
  ttl             = local.secondary.address == null ? null : var.ttl_seconds
  type            = "A"

  dynamic "alias" {
    for_each = local.secondary.alias == null ? [] : [local.secondary.alias]

    content {
      name                   = alias.value.address
      evaluate_target_health = true
      zone_id                = alias.value.zone_id
    }
  }

  failover_routing_policy {
    type = "SECONDARY"
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
