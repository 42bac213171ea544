locals {
  redshift_route_table_ids = aws_route_table.private[*].id
}

output "vpc_id" {
  description = "The ID of the VPC"
  value       = try(aws_vpc.this[0].id, null)
}

output "vpc_main_route_table_id" {
  value = one(aws_vpc.this[*].main_route_table_id)
}

output "private_subnets" {
  value = aws_subnet.private.*.id
}

output "private_subnets_cidr_blocks" {
  value = compact(aws_subnet.private[*].cidr_block)
}

output "nat_public_ips" {
  value = var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].public_ip
}

output "first_subnet" {
  value = join("", aws_subnet.public.*.id)
}

output "subnet_objects" {
  description = "A list of all private subnets, containing the full objects."
  value       = aws_subnet.private
}

output "route_table_ids" {
  value = local.redshift_route_table_ids
}
