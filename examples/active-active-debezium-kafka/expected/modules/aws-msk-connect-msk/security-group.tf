resource "aws_security_group" "this" {
  name        = "${var.name}-connectors"
  description = "The connectors of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-connectors" }
}

# Brokers answer clients with an IAM identity at this port.
resource "aws_vpc_security_group_egress_rule" "brokers" {
  security_group_id            = aws_security_group.this.id
  description                  = "Kafka"
  from_port                    = 9098
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.broker_security_group_id
  to_port                      = 9098
}

resource "aws_vpc_security_group_ingress_rule" "brokers" {
  security_group_id            = var.broker_security_group_id
  description                  = "Connectors"
  from_port                    = 9098
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.this.id
  to_port                      = 9098
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

resource "aws_vpc_security_group_egress_rule" "secrets" {
  for_each = var.secrets_cidr_blocks

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = "Secrets Manager: ${each.key}"
  from_port         = 443
  ip_protocol       = "tcp"
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = var.database_security_group_id
  description                  = "Connectors"
  from_port                    = var.database_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.this.id
  to_port                      = var.database_port
}
