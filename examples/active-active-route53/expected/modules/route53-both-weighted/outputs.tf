output "health_check_ids" {
  description = "The ID of the health check of each side."
  value = {
    aws = aws_route53_health_check.aws.id
    gcp = aws_route53_health_check.gcp.id
  }
}

output "record_ids" {
  description = "The ID of the record of each side."
  value       = { for side, record in aws_route53_record.side : side => record.id }
}
