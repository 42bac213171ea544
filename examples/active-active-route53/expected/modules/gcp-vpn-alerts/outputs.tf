output "policy_names" {
  description = "The display name of each policy."
  value = concat(
    [for policy in google_monitoring_alert_policy.down : policy.display_name],
    [for policy in google_monitoring_alert_policy.nearly_down : policy.display_name],
  )
}
