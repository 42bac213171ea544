locals {
  # The attacks that every application is tried for, by the priority of their rule.
  waf_rules = {
    "100" = "sqli-v33-stable"
    "110" = "xss-v33-stable"
    "120" = "lfi-v33-stable"
    "130" = "rfi-v33-stable"
    "140" = "rce-v33-stable"
    "150" = "protocolattack-v33-stable"
  }

  everyone = length(var.admitted_ranges) == 0
}

resource "google_compute_security_policy" "this" {
  name        = var.name
  description = "Who may ask for ${var.hostname}, and what"
  type        = "CLOUD_ARMOR"

  # Before the ranges: a rule that lets in ends the search.
  dynamic "rule" {
    for_each = local.waf_rules

    content {
      action      = "deny(403)"
      description = rule.value
      preview     = var.waf_preview
      priority    = tonumber(rule.key)

      match {
        expr {
          expression = "evaluatePreconfiguredWaf('${rule.value}', {'sensitivity': 1})"
        }
      }
    }
  }

  # A rule holds up to ten ranges.
  dynamic "rule" {
    for_each = var.admitted_ranges

    content {
      action      = "allow"
      description = "Ranges that may come"
      priority    = tonumber(rule.key)

      match {
        versioned_expr = "SRC_IPS_V1"

        config {
          src_ip_ranges = rule.value
        }
      }
    }
  }

  rule {
    action      = local.everyone ? "allow" : "deny(403)"
    description = local.everyone ? "Everybody" : "Nobody else"
    priority    = 2147483647

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }
  }
}
