output "id" {
  description = "The ID of the load balancer."
  value       = cloudflare_load_balancer.this.id
}

output "monitor_id" {
  description = "The ID of the monitor."
  value       = cloudflare_load_balancer_monitor.this.id
}

output "pool_ids" {
  description = "The ID of the pool of each cloud."
  value       = { for side, pool in cloudflare_load_balancer_pool.this : side => pool.id }
}
