resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(var.gateway_endpoints)

  vpc_id            = aws_vpc.this.id
  route_table_ids   = [for key in keys(local.routed_subnets) : aws_route_table.this[key].id]
  service_name      = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type = "Gateway"

  tags = { Name = "${var.name}-${each.key}" }
}
