output "health_check_ids" {
  description = "The ID of the health check of each side."
  value       = module.load_balancer.health_check_ids
}

output "hostname" {
  description = "The name that clients know."
  value       = var.hostname
}

output "record_ids" {
  description = "The ID of the record of each side."
  value       = module.load_balancer.record_ids
}
