resource "aws_security_group" "this" {
  name        = "${var.name}-database"
  description = "Clients of the database ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-database" }
}

resource "aws_vpc_security_group_ingress_rule" "client_cidr_blocks" {
  for_each = var.client_cidr_blocks

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = each.key
  from_port         = var.port
  ip_protocol       = "tcp"
  to_port           = var.port
}

resource "aws_vpc_security_group_ingress_rule" "client_security_groups" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.this.id
  description                  = each.key
  from_port                    = var.port
  ip_protocol                  = "tcp"
  referenced_security_group_id = each.value
  to_port                      = var.port
}
