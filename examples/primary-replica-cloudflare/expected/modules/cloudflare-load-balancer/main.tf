locals {
  # The side that comes first, in every list.
  order = [var.primary, var.primary == "aws" ? "gcp" : "aws"]

  steering_policies = {
    failover = "off"
    geo      = "geo"
    latency  = "dynamic_latency"
    weighted = "random"
  }
}

resource "cloudflare_load_balancer_monitor" "this" {
  account_id       = var.account_id
  allow_insecure   = false
  consecutive_down = var.monitor.consecutive_down
  consecutive_up   = var.monitor.consecutive_up
  description      = "Whether a side of ${var.hostname} takes writes"
  expected_codes   = "200"
  follow_redirects = false
  header           = { Host = [var.hostname] }
  interval         = var.monitor.interval_seconds
  method           = "GET"
  path             = var.health_path
  retries          = var.monitor.retries
  timeout          = var.monitor.timeout_seconds
  type             = "https"
}

resource "cloudflare_load_balancer_pool" "this" {
  for_each = var.origins

  account_id      = var.account_id
  name            = "${var.name}-${each.key}"
  check_regions   = each.value.check_regions
  description     = "${var.hostname} in ${each.key}"
  enabled         = !contains(var.drained, each.key)
  minimum_origins = 1
  monitor         = cloudflare_load_balancer_monitor.this.id

  origins = [{
    address = each.value.address
    enabled = true
    name    = each.key
    weight  = 1
  }]
}

resource "cloudflare_load_balancer" "this" {
  zone_id         = var.zone_id
  name            = var.hostname
  default_pools   = [for side in local.order : cloudflare_load_balancer_pool.this[side].id]
  description     = "Clients of ${var.hostname}"
  enabled         = true
  fallback_pool   = cloudflare_load_balancer_pool.this[var.primary].id
  proxied         = var.proxied
  steering_policy = local.steering_policies[var.steering]
  ttl             = var.proxied ? null : var.ttl_seconds

  session_affinity     = var.session_affinity
  session_affinity_ttl = var.session_affinity == "none" ? null : var.session_affinity_ttl_seconds

  random_steering = var.steering != "weighted" ? null : {
    default_weight = 0
    pool_weights   = { for side, pool in cloudflare_load_balancer_pool.this : pool.id => var.weights[side] }
  }

  # A region whose side is unhealthy is served by the other one.
  region_pools = var.steering != "geo" ? null : {
    for region, side in var.regions : region => [
      cloudflare_load_balancer_pool.this[side].id,
      cloudflare_load_balancer_pool.this[side == "aws" ? "gcp" : "aws"].id,
    ]
  }
}

resource "cloudflare_dns_record" "certificate" {
  for_each = var.certificate_records

  zone_id = var.zone_id
  name    = each.value.name
  comment = "Proves ${var.hostname} to the certificate authority of ${each.key}"
  content = each.value.value
  proxied = false
  ttl     = 300
  type    = "CNAME"
}
