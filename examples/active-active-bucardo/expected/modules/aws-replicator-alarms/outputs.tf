output "group_name" {
  description = "The Auto Scaling group of the machine."
  value       = aws_autoscaling_group.this.name
}

output "role_arn" {
  description = "The role of the machine."
  value       = aws_iam_role.this.arn
}

output "security_group_id" {
  description = "The security group of the machine."
  value       = aws_security_group.this.id
}
