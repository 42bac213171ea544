output "group_name" {
  description = "The group that holds the machine, and replaces it."
  value       = module.gcp_replicator.group_name
}

output "secret" {
  description = "The secret with the password of the role of both databases."
  value       = module.gcp_replicator.secret_id
}
