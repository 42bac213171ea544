mock_provider "google" {}

variables {
  name         = "crm-production"
  peer_names   = { "0" = "crm-0", "1" = "crm-1", "2" = "crm-2", "3" = "crm-3" }
  tunnel_names = { "0" = "crm-0", "1" = "crm-1", "2" = "crm-2", "3" = "crm-3" }

  channels = {
    alert = ["projects/crm-production/notificationChannels/1"]
    page  = ["projects/crm-production/notificationChannels/1", "projects/crm-production/notificationChannels/2"]
  }
}

run "one_tunnel_and_one_session_are_told" {
  command = plan

  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.down : (
        policy.conditions[0].condition_threshold[0].trigger[0].count == 1
        && policy.conditions[0].condition_threshold[0].threshold_value == 1
        && policy.conditions[1].condition_absent[0].duration == "600s"
        && length(policy.notification_channels) == 1
      )
    ])
    error_message = "What is down or silent must be told to those of alerts."
  }

  assert {
    condition = (
      endswith(google_monitoring_alert_policy.down["tunnel"].conditions[0].condition_threshold[0].filter, "metric.labels.tunnel_name = one_of(\"crm-0\", \"crm-1\", \"crm-2\", \"crm-3\")")
      && endswith(google_monitoring_alert_policy.down["session"].conditions[0].condition_threshold[0].filter, "metric.labels.bgp_peer_name = one_of(\"crm-0\", \"crm-1\", \"crm-2\", \"crm-3\")")
    )
    error_message = "Every tunnel and every session must be watched, and no others of the project."
  }
}

run "two_are_paged" {
  command = plan

  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.nearly_down : (
        policy.conditions[0].condition_threshold[0].trigger[0].count == 2
        && policy.conditions[0].condition_threshold[0].evaluation_missing_data == "EVALUATION_MISSING_DATA_ACTIVE"
        && length(policy.notification_channels) == 2
      )
    ])
    error_message = "Two that are down or silent must be told to those of pages as well."
  }
}

run "a_tunnel_without_a_session_is_refused" {
  command = plan

  variables {
    peer_names = { "0" = "crm-0", "1" = "crm-1", "2" = "crm-2" }
  }

  expect_failures = [var.tunnel_names]
}
