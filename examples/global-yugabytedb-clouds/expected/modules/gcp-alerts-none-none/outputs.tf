output "channels" {
  description = "The notification channels that an alert and a page are sent to, for policies of other stacks."
  value       = local.channels
}
