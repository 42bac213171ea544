resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(var.gateway_endpoints)

  vpc_id            = aws_vpc.this.id
  route_table_ids   = [for key in keys(local.routed_subnets) : aws_route_table.this[key].id]
  service_name      = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type = "Gateway"

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "HTTPS from the VPC to its interface endpoints"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = toset(concat([var.cidr_block], var.secondary_cidr_blocks))

  security_group_id = aws_security_group.endpoints.id
  cidr_ipv4         = each.key
  description       = "HTTPS from ${each.key}"
  from_port         = 443
  ip_protocol       = "tcp"
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each = toset(var.interface_endpoints)

  vpc_id              = aws_vpc.this.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  subnet_ids          = [for zone in keys(var.subnets["private"]) : aws_subnet.this["private/${zone}"].id]
  vpc_endpoint_type   = "Interface"

  tags = { Name = "${var.name}-${each.key}" }

  lifecycle {
    precondition {
      condition     = var.dns_support && var.dns_hostnames
      error_message = "Interface endpoints take over the names of their services: DNS support and hostnames must be on."
    }
  }
}
