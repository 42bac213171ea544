resource "aws_route53_zone" "this" {
  name    = var.hostname
  comment = "Private way to ${var.hostname}"

  vpc {
    vpc_id = var.vpc_id
  }
}

resource "aws_route53_record" "this" {
  name    = var.hostname
  records = var.addresses
  ttl     = 60
  type    = "A"
  zone_id = aws_route53_zone.this.zone_id
}
