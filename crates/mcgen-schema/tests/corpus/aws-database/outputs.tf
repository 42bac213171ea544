output "endpoint" {
  value = aws_db_instance.this.endpoint
}

output "port" {
  value = tonumber(aws_db_instance.this.port)
}

output "secret_arn" {
  value     = try(aws_db_instance.this.master_user_secret[0].secret_arn, null)
  sensitive = true
}

output "listener_ports" {
  value = aws_db_instance.this.listener_endpoint[*].port
}

output "monitoring_role_arn" {
  value = local.monitoring_role_arn

  precondition {
    condition     = var.monitoring.interval == 0 || local.monitoring_role_arn != null
    error_message = "Monitoring needs a role."
  }
}
