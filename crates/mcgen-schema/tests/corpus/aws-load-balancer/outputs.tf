output "id" {
  value = try(aws_lb.this[0].id, null)
}

output "listeners" {
  value     = aws_lb_listener.this
  sensitive = true
}

output "target_group_names" {
  value = { for key, group in aws_lb_target_group.this : key => group.name }
}

output "record_names" {
  value = values(aws_route53_record.this)[*].fqdn
}
