output "zone_id" {
  description = "The private zone."
  value       = aws_route53_zone.this.zone_id
}
