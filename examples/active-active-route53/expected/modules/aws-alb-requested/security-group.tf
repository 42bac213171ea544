resource "aws_security_group" "this" {
  name        = "${var.name}-lb"
  description = "The load balancer ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-lb" }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = var.admitted_ranges

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = "HTTPS from ${each.key}"
  from_port         = 443
  ip_protocol       = "tcp"
  to_port           = 443
}

# Answered by a redirect.
resource "aws_vpc_security_group_ingress_rule" "http" {
  for_each = var.admitted_ranges

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = "HTTP from ${each.key}"
  from_port         = 80
  ip_protocol       = "tcp"
  to_port           = 80
}

resource "aws_vpc_security_group_egress_rule" "targets" {
  for_each = var.target_ranges

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = "Targets in ${each.key}"
  from_port         = var.target_port
  ip_protocol       = "tcp"
  to_port           = var.target_port
}
