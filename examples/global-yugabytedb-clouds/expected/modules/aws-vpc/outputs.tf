output "account_id" {
  description = "The account that owns the VPC."
  value       = aws_vpc.this.owner_id
}

output "arn" {
  description = "The ARN of the VPC."
  value       = aws_vpc.this.arn
}

output "cidr_blocks" {
  description = "The primary and the secondary ranges of the VPC."
  value       = concat([aws_vpc.this.cidr_block], var.secondary_cidr_blocks)
}

output "flow_log_group_name" {
  description = "The log group of the flow logs."
  value       = aws_cloudwatch_log_group.flow_logs.name
}

output "id" {
  description = "The ID of the VPC."
  value       = aws_vpc.this.id
}

output "internet_gateway_id" {
  description = "The ID of the internet gateway."
  value       = aws_internet_gateway.this.id
}

output "nat_public_ips" {
  description = "The public address of each NAT gateway, by zone."
  value       = { for zone, address in aws_eip.nat : zone => address.public_ip }
}

output "route_table_ids" {
  description = "The ID of each route table, by tier and zone."
  value = {
    for tier, cidr_blocks in var.subnets : tier => {
      for zone in keys(cidr_blocks) : zone => aws_route_table.this["${tier}/${zone}"].id
    }
  }
}

output "subnet_ids" {
  description = "The ID of each subnet, by tier and zone."
  value = {
    for tier, cidr_blocks in var.subnets : tier => {
      for zone in keys(cidr_blocks) : zone => aws_subnet.this["${tier}/${zone}"].id
    }
  }
}
