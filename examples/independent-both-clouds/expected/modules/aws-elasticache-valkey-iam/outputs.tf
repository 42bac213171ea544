output "arn" {
  description = "The ARN of the replication group."
  value       = aws_elasticache_replication_group.this.arn
}

output "endpoint" {
  description = "The host name of the primary."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "final_snapshot_identifier" {
  description = "The snapshot that the cache leaves when it is deleted; null if it leaves none."
  value       = local.final_snapshot_identifier
}

output "id" {
  description = "The ID of the replication group."
  value       = aws_elasticache_replication_group.this.id
}

output "log_group_names" {
  description = "The log group of each log."
  value       = { for log, group in aws_cloudwatch_log_group.this : log => group.name }
}

output "port" {
  description = "The port of the cache."
  value       = aws_elasticache_replication_group.this.port
}

output "reader_endpoint" {
  description = "The host name that spreads readers over the replicas."
  value       = aws_elasticache_replication_group.this.reader_endpoint_address
}

output "security_group_id" {
  description = "The security group of the cache."
  value       = aws_security_group.this.id
}

output "user_arn" {
  description = "The ARN of the user: a policy that allows elasticache:Connect names it beside the cache itself."
  value       = aws_elasticache_user.application.arn
}

output "user_name" {
  description = "The user that clients log in as."
  value       = aws_elasticache_user.application.user_name
}
