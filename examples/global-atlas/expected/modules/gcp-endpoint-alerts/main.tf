locals {
  endpoint = "resource.type = \"compute.googleapis.com/PrivateServiceConnectEndpoint\" AND resource.labels.psc_connection_id = \"${var.connection_id}\""

  # What each alert watches. The first one keeps clients out; the second one is a matter of timeouts.
  watched = {
    full = {
      description = "Packets of clients are dropped: the endpoint has all the connections that the service lets it have. Look for clients that open connections without end, make another endpoint, or ask the maker of the service for more."
      filter      = "${local.endpoint} AND metric.type = \"compute.googleapis.com/private_service_connect/consumer/dropped_sent_packets_count\""
    }
    late = {
      description = "Answers of the service are dropped, since their connections have timed out on the way. Let clients send keep-alives, and ask the maker of the service."
      filter      = "${local.endpoint} AND metric.type = \"compute.googleapis.com/private_service_connect/consumer/dropped_received_packets_count\""
    }
  }
}

resource "google_monitoring_alert_policy" "this" {
  for_each = local.watched

  display_name          = "${var.name}-endpoint-${each.key}"
  combiner              = "OR"
  notification_channels = each.key == "full" ? var.channels.page : var.channels.alert
  severity              = each.key == "full" ? "CRITICAL" : "WARNING"

  conditions {
    display_name = "${var.drops_a_minute} packets a minute or more"

    condition_threshold {
      comparison      = "COMPARISON_GT"
      duration        = "${var.minutes * 60}s"
      filter          = each.value.filter
      threshold_value = var.drops_a_minute - 1

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = "REDUCE_SUM"
        per_series_aligner   = "ALIGN_DELTA"
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
