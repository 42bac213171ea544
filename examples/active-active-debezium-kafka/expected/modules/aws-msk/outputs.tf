output "arn" {
  description = "The ARN of the cluster."
  value       = aws_msk_cluster.this.arn
}

output "bootstrap_servers" {
  description = "Where the brokers answer clients with an IAM identity."
  value       = aws_msk_cluster.this.bootstrap_brokers_sasl_iam
}

output "broker_count" {
  description = "How many brokers there are; they are numbered from 1."
  value       = aws_msk_cluster.this.number_of_broker_nodes
}

output "name" {
  description = "The name of the cluster, which its metrics carry."
  value       = aws_msk_cluster.this.cluster_name
}

output "security_group_id" {
  description = "The security group of the brokers."
  value       = aws_security_group.this.id
}
