output "arn" {
  description = "The ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "certificate_arn" {
  description = "The ARN of the certificate."
  value       = aws_acm_certificate.this.arn
}

output "certificate_record" {
  description = "The CNAME that proves the name to the certificate authority. It is the same for every certificate of the name in this account."
  value = one([
    for option in aws_acm_certificate.this.domain_validation_options : {
      name  = trimsuffix(option.resource_record_name, ".")
      value = trimsuffix(option.resource_record_value, ".")
    }
  ])
}

output "dns_name" {
  description = "The DNS name of the load balancer."
  value       = aws_lb.this.dns_name
}

output "log_bucket" {
  description = "The bucket of the access logs."
  value       = aws_s3_bucket.logs.bucket
}

output "security_group_id" {
  description = "The security group of the load balancer, which the security groups of the targets must admit."
  value       = aws_security_group.this.id
}

output "target_group_arn" {
  description = "The ARN of the target group that targets register with."
  value       = aws_lb_target_group.this.arn
}

output "zone_id" {
  description = "The hosted zone that an alias to the load balancer names."
  value       = aws_lb.this.zone_id
}
