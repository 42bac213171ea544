output "hostname" {
  description = "The name that clients know."
  value       = var.hostname
}

output "load_balancer_id" {
  description = "The ID of the load balancer."
  value       = module.load_balancer.id
}

output "pool_ids" {
  description = "The ID of the pool of each cloud."
  value       = module.load_balancer.pool_ids
}
