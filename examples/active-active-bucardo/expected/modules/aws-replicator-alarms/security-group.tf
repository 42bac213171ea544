# No rule lets anybody in.
resource "aws_security_group" "this" {
  name        = var.name
  description = "The replicator ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = var.name }
}

resource "aws_vpc_security_group_egress_rule" "database" {
  security_group_id            = aws_security_group.this.id
  description                  = "Database"
  from_port                    = var.database_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.database_security_group_id
  to_port                      = var.database_port
}

resource "aws_vpc_security_group_egress_rule" "peer" {
  for_each = var.peer_cidr_blocks

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = each.key
  from_port         = var.peer_port
  ip_protocol       = "tcp"
  to_port           = var.peer_port
}

# Packages, the secret, metrics and Session Manager.
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  description       = "HTTPS"
  from_port         = 443
  ip_protocol       = "tcp"
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = var.database_security_group_id
  description                  = "Replicator"
  from_port                    = var.database_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.this.id
  to_port                      = var.database_port
}
