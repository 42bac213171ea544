resource "aws_ec2_transit_gateway" "this" {
  description                     = "Private link of ${var.name} to Google Cloud"
  amazon_side_asn                 = var.amazon_side_asn
  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"

  tags = { Name = "${var.name}-gcp" }
}

locals {
  gateway_id = aws_ec2_transit_gateway.this.id

  # A transit gateway does not write into the route tables of the VPC: each range needs a route in each.
  routes = merge([
    for name, cidr_block in var.peer_cidr_blocks : {
      for key, id in var.route_table_ids : "${key} to ${name}" => {
        cidr_block     = cidr_block
        route_table_id = id
      }
    }
  ]...)
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  dns_support        = "enable"
  subnet_ids         = values(var.attachment_subnet_ids)
  transit_gateway_id = local.gateway_id
  vpc_id             = var.vpc_id

  tags = { Name = var.name }
}

resource "aws_route" "gcp" {
  for_each = local.routes

  route_table_id         = each.value.route_table_id
  destination_cidr_block = each.value.cidr_block
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.this.transit_gateway_id
}
