resource "aws_acm_certificate" "this" {
  domain_name       = var.hostname
  validation_method = "DNS"

  tags = { Name = var.hostname }

  lifecycle {
    create_before_destroy = true
  }
}

# The record is made where the zone of the name is. A listener takes no certificate before it is issued, so this waits for it.
resource "aws_acm_certificate_validation" "this" {
  certificate_arn = aws_acm_certificate.this.arn

  timeouts {
    create = "30m"
  }
}
