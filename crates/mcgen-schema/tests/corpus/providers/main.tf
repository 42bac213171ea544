resource "aws_kms_key" "primary" {
  description         = "primary"
  multi_region        = true
  enable_key_rotation = true
}

resource "aws_kms_replica_key" "replica" {
  provider = aws.replica

  primary_key_arn = aws_kms_key.primary.arn
}

resource "aws_vpc" "elsewhere" {
  region     = "eu-central-1"
  cidr_block = "10.1.0.0/16"
}

data "aws_route53_zone" "this" {
  provider = aws.dns
  name     = "example.com"
}

resource "aws_acm_certificate" "this" {
  domain_name       = data.aws_route53_zone.this.name
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = {
    for dvo in aws_acm_certificate.this.domain_validation_options : dvo.domain_name => {
      name    = dvo.resource_record_name
      record  = dvo.resource_record_value
      type    = dvo.resource_record_type
      zone_id = data.aws_route53_zone.this.zone_id
    }
  }

  provider        = aws.dns
  allow_overwrite = true
  name            = each.value.name
  records         = [each.value.record]
  ttl             = 60
  type            = each.value.type
  zone_id         = each.value.zone_id
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

output "validation" {
  value = tolist(aws_acm_certificate.this.domain_validation_options)[0].resource_record_name
}

output "account" {
  value = provider::aws::arn_parse(aws_kms_key.primary.arn).account_id
}
