resource "aws_route53_zone" "this" {
  name    = var.hostname
  comment = "Private way to ${var.hostname}"

  vpc {
    vpc_id = var.vpc_id
  }
}

resource "aws_route53_record" "this" {
  name    = var.hostname
  type    = "A"
  zone_id = aws_route53_zone.this.zone_id

  alias {
    name                   = var.endpoint.dns_name
    evaluate_target_health = false
    zone_id                = var.endpoint.hosted_zone_id
  }
}
