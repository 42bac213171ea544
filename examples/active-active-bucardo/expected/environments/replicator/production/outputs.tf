output "group_name" {
  description = "The group that holds the machine, and replaces it."
  value       = module.aws_replicator.group_name
}

output "secret" {
  description = "The secret with the password of the role of both databases."
  value       = module.aws_secret.arn
}
