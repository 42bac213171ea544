locals {
  # What each alert watches.
  alerts = {
    from-aws-dead = {
      description  = "A message of AWS could not be applied, and its aggregate waits: the runbook of messages says what to do."
      duration     = "0s"
      metric       = "num_undelivered_messages"
      subscription = google_pubsub_subscription.dead["from-aws"].name
      threshold    = 0
    }
    from-aws-late = {
      description  = "The application of Google Cloud is behind: a message of AWS waits for longer than may be lost."
      duration     = "${var.lag_minutes * 60}s"
      metric       = "oldest_unacked_message_age"
      subscription = google_pubsub_subscription.from_aws.name
      threshold    = var.lag_seconds
    }
    to-aws-dead = {
      description  = "A message for AWS was given up, and its aggregate waits there: the runbook of messages says what to do."
      duration     = "0s"
      metric       = "num_undelivered_messages"
      subscription = google_pubsub_subscription.dead["to-aws"].name
      threshold    = 0
    }
    to-aws-late = {
      description  = "Messages for AWS wait for longer than may be lost: its API does not take them."
      duration     = "${var.lag_minutes * 60}s"
      metric       = "oldest_unacked_message_age"
      subscription = google_pubsub_subscription.to_aws.name
      threshold    = var.lag_seconds
    }
  }
}

resource "google_monitoring_alert_policy" "this" {
  for_each = local.alerts

  display_name          = "${var.name}-${each.key}"
  combiner              = "OR"
  notification_channels = var.channels.page
  severity              = "CRITICAL"

  conditions {
    display_name = each.key

    condition_threshold {
      comparison              = "COMPARISON_GT"
      duration                = each.value.duration
      evaluation_missing_data = "EVALUATION_MISSING_DATA_INACTIVE"
      filter                  = "resource.type = \"pubsub_subscription\" AND metric.type = \"pubsub.googleapis.com/subscription/${each.value.metric}\" AND resource.labels.subscription_id = \"${each.value.subscription}\""
      threshold_value         = each.value.threshold

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
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

# What AWS answers to pushes. One refusal now and then is tried again and is no alert.
resource "google_monitoring_alert_policy" "refused" {
  display_name          = "${var.name}-to-aws-refused"
  combiner              = "OR"
  notification_channels = var.channels.alert
  severity              = "WARNING"

  conditions {
    display_name = "AWS does not take what is pushed"

    condition_threshold {
      comparison              = "COMPARISON_GT"
      duration                = "${var.minutes * 60}s"
      evaluation_missing_data = "EVALUATION_MISSING_DATA_INACTIVE"
      filter                  = "resource.type = \"pubsub_subscription\" AND metric.type = \"pubsub.googleapis.com/subscription/push_request_count\" AND metric.labels.response_class != \"ack\" AND resource.labels.subscription_id = \"${google_pubsub_subscription.to_aws.name}\""
      threshold_value         = 0

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
    content   = "The API of AWS does not answer, or refuses: its access log and the log of the function say why."
    mime_type = "text/markdown"
  }
}
