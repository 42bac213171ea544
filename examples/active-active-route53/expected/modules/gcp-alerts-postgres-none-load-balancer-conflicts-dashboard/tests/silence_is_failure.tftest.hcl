mock_provider "google" {
  mock_resource "google_monitoring_notification_channel" {
    defaults = { id = "projects/crm-production/notificationChannels/1" }
  }
}

variables {
  name       = "crm-production"
  project_id = "crm-production"

  conflicts = {
    instance_name = "crm-production"
    per_minute    = 2
  }

  databases = {
    database         = { instance_name = "crm-production", thresholds = { connections = 400, cpu = 0.8 } }
    database-reports = { instance_name = "crm-production-reports", thresholds = { replica-lag = 30, replica-stopped = 0 } }
  }

  load_balancer = {
    certificate_days  = 30
    errors_per_minute = 10
    health_path       = "/healthz"
    host              = "crm.example.com"
    takes_traffic     = true
    url_map_name      = "crm-production"
  }

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

run "an_instance_whose_series_ends_raises_a_page" {
  command = apply

  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.database_down : (
        policy.combiner == "OR" && policy.severity == "CRITICAL"
        && policy.conditions[0].condition_threshold[0].comparison == "COMPARISON_LT"
        && policy.conditions[1].condition_absent[0].duration == "300s"
        && length(policy.notification_channels) == 2
      )
    ])
    error_message = "A server that does not run and an instance of which nothing is heard must both raise a page."
  }

  assert {
    condition     = keys(google_monitoring_alert_policy.database_down) == ["database", "database-reports"]
    error_message = "Every instance must be watched."
  }
}

run "each_policy_watches_its_instance_from_its_threshold_on" {
  command = apply

  assert {
    condition = (
      google_monitoring_alert_policy.database["database-cpu"].conditions[0].condition_threshold[0].threshold_value == 0.8
      && google_monitoring_alert_policy.database["database-cpu"].conditions[0].condition_threshold[0].duration == "300s"
      && strcontains(
        google_monitoring_alert_policy.database["database-cpu"].conditions[0].condition_threshold[0].filter,
        "resource.labels.database_id = \"crm-production:crm-production\"",
      )
    )
    error_message = "The processors must be told of after five minutes above the ratio given."
  }

  assert {
    condition = (
      google_monitoring_alert_policy.database["database-reports-replica-lag"].conditions[0].condition_threshold[0].duration == "120s"
      && google_monitoring_alert_policy.database["database-reports-replica-stopped"].conditions[0].condition_threshold[0].comparison == "COMPARISON_LT"
    )
    error_message = "The lag of a replica must be told of after two minutes of it, and so must the end of replication."
  }

  assert {
    condition     = google_monitoring_alert_policy.database["database-connections"].conditions[0].condition_threshold[0].aggregations[0].cross_series_reducer == "REDUCE_SUM"
    error_message = "The connections of all databases must be counted together."
  }
}

run "a_percentage_is_refused" {
  command = plan

  variables {
    databases = { database = { instance_name = "crm-production", thresholds = { cpu = 80 } } }
  }

  expect_failures = [var.databases]
}

run "one_minute_of_lag_is_not_told" {
  command = plan

  variables {
    lag_minutes = 1
  }

  expect_failures = [var.lag_minutes]
}

run "lines_of_the_log_are_counted_and_told" {
  command = apply

  assert {
    condition = (
      strcontains(google_logging_metric.conflicts.filter, "resource.labels.database_id = \"crm-production:crm-production\"")
      && google_logging_metric.conflicts.metric_descriptor[0].metric_kind == "DELTA"
    )
    error_message = "Each line of the log of the instance must count as one conflict."
  }

  assert {
    condition = (
      google_monitoring_alert_policy.conflicts.conditions[0].condition_prometheus_query_language[0].query
      == "sum(increase(logging_googleapis_com:user_crm_production_conflicts{monitored_resource=\"cloudsql_database\"}[5m])) > 10"
    )
    error_message = "More than the conflicts given must be told of."
  }
}

run "conflicts_that_are_never_logged_are_refused" {
  command = plan

  variables {
    conflicts = { instance_name = "crm-production", per_minute = 100 }
  }

  expect_failures = [var.conflicts]
}

run "failures_are_counted_and_not_successes" {
  command = apply

  assert {
    condition = (
      google_monitoring_alert_policy.load_balancer_down.conditions[0].condition_threshold[0].comparison == "COMPARISON_GT"
      && google_monitoring_alert_policy.load_balancer_down.conditions[0].condition_threshold[0].aggregations[0].cross_series_reducer == "REDUCE_COUNT_FALSE"
    )
    error_message = "A count of successes that is not there never falls below its threshold."
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
