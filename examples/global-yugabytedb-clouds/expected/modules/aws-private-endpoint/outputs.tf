output "dns_name" {
  description = "The name of the endpoint, which leads to its private addresses from anywhere."
  value       = aws_vpc_endpoint.this.dns_entry[0].dns_name
}

output "hosted_zone_id" {
  description = "The zone of that name, for an alias."
  value       = aws_vpc_endpoint.this.dns_entry[0].hosted_zone_id
}

output "id" {
  description = "The ID of the endpoint, by which the service knows it."
  value       = aws_vpc_endpoint.this.id
}

output "security_group_id" {
  description = "The security group of the endpoint."
  value       = aws_security_group.this.id
}
