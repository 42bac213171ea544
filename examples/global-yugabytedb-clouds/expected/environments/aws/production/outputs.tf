output "account_id" {
  description = "The account of the stack."
  value       = var.account_id
}

output "alarm_actions" {
  description = "The topics that an alert and a page are published to."
  value       = module.alarms.actions
}

output "logs_kms_key_arn" {
  description = "The key that encrypts the logs of the stack."
  value       = module.logs_key.arn
}

output "nat_public_ips" {
  description = "The public address of each NAT gateway, by zone."
  value       = module.network.nat_public_ips
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
