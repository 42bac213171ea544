locals {
  tunnel_list = join(", ", [for name in values(var.tunnel_names) : "\"${name}\""])
  peer_list   = join(", ", [for name in values(var.peer_names) : "\"${name}\""])

  watched = {
    session = {
      description = "The session of BGP over the tunnel is down: no route goes over it, and no traffic. The log of the router names the cause."
      filter      = "resource.type = \"gce_router\" AND metric.type = \"router.googleapis.com/bgp/session_up\" AND metric.labels.bgp_peer_name = one_of(${local.peer_list})"
      label       = "metric.labels.bgp_peer_name"
    }
    tunnel = {
      description = "The tunnel to AWS is down; the others carry its traffic. The log of the gateway names the cause."
      filter      = "resource.type = \"vpn_gateway\" AND metric.type = \"vpn.googleapis.com/tunnel_established\" AND metric.labels.tunnel_name = one_of(${local.tunnel_list})"
      label       = "metric.labels.tunnel_name"
    }
  }
}

resource "google_monitoring_alert_policy" "down" {
  for_each = local.watched

  display_name          = "${var.name}-${each.key}-down"
  combiner              = "OR"
  notification_channels = var.channels.alert
  severity              = "WARNING"

  conditions {
    display_name = "One or more are down"

    condition_threshold {
      comparison      = "COMPARISON_LT"
      duration        = "120s"
      filter          = each.value.filter
      threshold_value = 1

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = "REDUCE_MAX"
        group_by_fields      = [each.value.label]
        per_series_aligner   = "ALIGN_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  # No value is below a threshold when none comes.
  conditions {
    display_name = "Nothing is heard of one or more"

    condition_absent {
      duration = "600s"
      filter   = each.value.filter

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = "REDUCE_MAX"
        group_by_fields      = [each.value.label]
        per_series_aligner   = "ALIGN_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = each.value.description
    mime_type = "text/markdown"
  }
}

# The loss of one tunnel is what the others are there for; with a second one gone, little or nothing is left to lose.
resource "google_monitoring_alert_policy" "nearly_down" {
  for_each = local.watched

  display_name          = "${var.name}-link-nearly-down-${each.key}"
  combiner              = "OR"
  notification_channels = var.channels.page
  severity              = "CRITICAL"

  conditions {
    display_name = "Two or more are down"

    condition_threshold {
      comparison              = "COMPARISON_LT"
      duration                = "120s"
      evaluation_missing_data = "EVALUATION_MISSING_DATA_ACTIVE"
      filter                  = each.value.filter
      threshold_value         = 1

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = "REDUCE_MAX"
        group_by_fields      = [each.value.label]
        per_series_aligner   = "ALIGN_MAX"
      }

      trigger {
        count = 2
      }
    }
  }

  documentation {
    content   = "Two or more of the four tunnels to AWS are down, or carry nothing."
    mime_type = "text/markdown"
  }
}
