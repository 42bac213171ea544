resource "aws_vpn_gateway" "this" {
  amazon_side_asn = var.amazon_side_asn
  vpc_id          = var.vpc_id

  tags = { Name = "${var.name}-gcp" }
}

locals {
  gateway_id = aws_vpn_gateway.this.id
}

# What BGP learns of Google Cloud becomes a route in each of these tables.
resource "aws_vpn_gateway_route_propagation" "this" {
  for_each = var.route_table_ids

  route_table_id = each.value
  vpn_gateway_id = local.gateway_id
}
