output "actions" {
  description = "The topics that an alert and a page are published to, for alarms of other stacks."
  value       = local.actions
}
