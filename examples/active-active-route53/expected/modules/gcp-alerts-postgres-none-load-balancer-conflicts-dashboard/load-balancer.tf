# Asked from outside, over the name and the certificate that users see.
resource "google_monitoring_uptime_check_config" "load_balancer" {
  display_name = "${var.name}-load-balancer"
  period       = "60s"
  timeout      = "10s"

  http_check {
    path         = var.load_balancer.health_path
    port         = 443
    use_ssl      = true
    validate_ssl = true
  }

  monitored_resource {
    type   = "uptime_url"
    labels = { host = var.load_balancer.host, project_id = var.project_id }
  }
}

# Counted as places that see a failure, never as a count that falls: a count that is not there falls below nothing.
resource "google_monitoring_alert_policy" "load_balancer_down" {
  display_name          = "${var.name}-load-balancer-down"
  combiner              = "OR"
  notification_channels = local.channels.page
  severity              = "CRITICAL"

  conditions {
    display_name = "More than one place sees a failure"

    condition_threshold {
      comparison      = "COMPARISON_GT"
      duration        = "120s"
      filter          = "resource.type = \"uptime_url\" AND metric.type = \"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id = \"${google_monitoring_uptime_check_config.load_balancer.uptime_check_id}\""
      threshold_value = 1

      aggregations {
        alignment_period     = "1200s"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["resource.labels.host"]
        per_series_aligner   = "ALIGN_NEXT_OLDER"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = "Users get errors or nothing at all under the name of the service."
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "certificate" {
  display_name          = "${var.name}-certificate"
  combiner              = "OR"
  notification_channels = local.channels.alert
  severity              = "WARNING"

  conditions {
    display_name = "The certificate ends soon"

    condition_threshold {
      comparison      = "COMPARISON_LT"
      duration        = "600s"
      filter          = "resource.type = \"uptime_url\" AND metric.type = \"monitoring.googleapis.com/uptime_check/time_until_ssl_cert_expires\" AND metric.labels.check_id = \"${google_monitoring_uptime_check_config.load_balancer.uptime_check_id}\""
      threshold_value = var.load_balancer.certificate_days

      aggregations {
        alignment_period     = "1200s"
        cross_series_reducer = "REDUCE_MEAN"
        group_by_fields      = ["resource.labels.host"]
        per_series_aligner   = "ALIGN_NEXT_OLDER"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = "The certificate that users see ends soon and has not been renewed: is its record in DNS still there?"
    mime_type = "text/markdown"
  }
}

# The side that waits answers every check of its role with an error.
resource "google_monitoring_alert_policy" "load_balancer_errors" {
  display_name          = "${var.name}-load-balancer-errors"
  combiner              = "OR"
  enabled               = var.load_balancer.takes_traffic
  notification_channels = local.channels.alert
  severity              = "WARNING"

  conditions {
    display_name = "Errors a minute"

    condition_threshold {
      comparison      = "COMPARISON_GT"
      duration        = "${60 * var.minutes}s"
      filter          = "resource.type = \"https_lb_rule\" AND resource.labels.url_map_name = \"${var.load_balancer.url_map_name}\" AND metric.type = \"loadbalancing.googleapis.com/https/request_count\" AND metric.labels.response_code_class = 500"
      threshold_value = var.load_balancer.errors_per_minute

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.labels.url_map_name"]
        per_series_aligner   = "ALIGN_DELTA"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = "Requests end in errors of the server."
    mime_type = "text/markdown"
  }
}
