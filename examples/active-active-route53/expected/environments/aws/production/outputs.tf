output "account_id" {
  description = "The account of the stack."
  value       = var.account_id
}

output "alarm_actions" {
  description = "The topics that an alert and a page are published to."
  value       = module.alarms.actions
}

output "database_address" {
  description = "The host name of the database."
  value       = module.database.address
}

output "database_arn" {
  description = "The ARN of the database instance."
  value       = module.database.arn
}

output "database_kms_key_arn" {
  description = "The key that encrypts the database."
  value       = local.database_kms_key_arn
}

output "database_master_secret_arn" {
  description = "The secret that holds the name and the password of the master user."
  value       = module.database.master_secret_arn
}

output "database_name" {
  description = "The name of the first database of the instance."
  value       = var.database.database_name
}

output "database_port" {
  description = "The port of the database."
  value       = module.database.port
}

output "database_resource_id" {
  description = "The ID of the instance that a policy for rds-db:connect names."
  value       = module.database.resource_id
}

output "database_security_group_id" {
  description = "The security group of the database."
  value       = module.database.security_group_id
}

output "logs_kms_key_arn" {
  description = "The key that encrypts the logs of the stack."
  value       = module.logs_key.arn
}

output "nat_public_ips" {
  description = "The public address of each NAT gateway, by zone."
  value       = module.network.nat_public_ips
}

output "origin_address" {
  description = "The DNS name of the load balancer: traffic.origins.aws.address in the environment file."
  value       = module.load_balancer.dns_name
}

output "origin_certificate_record" {
  description = "The record that proves the name of the clients: traffic.origins.aws.certificate-record in the environment file."
  value       = module.load_balancer.certificate_record
}

output "origin_security_group_id" {
  description = "The security group of the load balancer, which those of the application must admit."
  value       = module.load_balancer.security_group_id
}

output "origin_target_group_arn" {
  description = "The target group that the application registers with."
  value       = module.load_balancer.target_group_arn
}

output "route_table_ids" {
  description = "The ID of each route table, by tier and zone."
  value       = module.network.route_table_ids
}

output "subnet_ids" {
  description = "The ID of each subnet, by tier and zone."
  value       = module.network.subnet_ids
}

output "vpc_cidr_blocks" {
  description = "The ranges of the VPC."
  value       = module.network.cidr_blocks
}

output "vpc_id" {
  description = "The ID of the VPC."
  value       = module.network.id
}
