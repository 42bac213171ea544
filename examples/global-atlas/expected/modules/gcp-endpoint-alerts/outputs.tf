output "policy_names" {
  description = "The display name of each policy."
  value       = [for policy in google_monitoring_alert_policy.this : policy.display_name]
}
