mock_provider "google" {
  mock_resource "google_monitoring_notification_channel" {
    defaults = { id = "projects/crm-production/notificationChannels/1" }
  }
}

variables {
  name = "crm-production"

  recipients = {
    alerts = { emails = ["oncall@example.com"] }
    pages  = { channel_ids = ["projects/crm-production/notificationChannels/2"] }
  }
}

run "what_cannot_wait_is_told_to_those_of_alerts_and_of_pages" {
  command = apply

  assert {
    condition     = google_monitoring_notification_channel.email["alerts/oncall@example.com"].labels.email_address == "oncall@example.com"
    error_message = "Everybody who is named must have a channel."
  }

  assert {
    condition     = join(" ", output.channels.alert) == "projects/crm-production/notificationChannels/1"
    error_message = "An alert must go to those of alerts alone."
  }

  assert {
    condition     = join(" ", output.channels.page) == "projects/crm-production/notificationChannels/1 projects/crm-production/notificationChannels/2"
    error_message = "A page must go to both."
  }
}

run "an_alert_that_nobody_hears_is_refused" {
  command = plan

  variables {
    recipients = {
      alerts = {}
      pages  = { channel_ids = ["projects/crm-production/notificationChannels/2"] }
    }
  }

  expect_failures = [var.recipients]
}
