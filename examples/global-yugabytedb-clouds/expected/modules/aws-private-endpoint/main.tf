data "aws_vpc_endpoint_service" "this" {
  service_name    = var.service_name
  service_regions = var.service_region == null ? null : [var.service_region]
}

locals {
  # The zones of a service bind clients of its own region only.
  zones = var.service_region == null ? setintersection(keys(var.subnet_ids), data.aws_vpc_endpoint_service.this.availability_zones) : toset(keys(var.subnet_ids))
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Clients of the endpoint ${var.name}"
  vpc_id      = var.vpc_id

  tags = {
    Name = var.name
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = var.client_cidr_blocks

  cidr_ipv4         = each.value
  description       = each.key
  from_port         = var.port
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.this.id
  to_port           = coalesce(var.last_port, var.port)
}

resource "aws_vpc_endpoint" "this" {
  security_group_ids = [aws_security_group.this.id]
  service_name       = var.service_name
  service_region     = var.service_region
  subnet_ids         = [for zone, id in var.subnet_ids : id if contains(local.zones, zone)]
  vpc_endpoint_type  = "Interface"
  vpc_id             = var.vpc_id

  tags = {
    Name = var.name
  }

  lifecycle {
    precondition {
      condition     = length(local.zones) > 0
      error_message = "The service has none of the zones of the subnets."
    }
  }
}
