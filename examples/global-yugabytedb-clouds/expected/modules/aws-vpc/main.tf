locals {
  # The tiers whose subnets have a way out to the internet by a NAT gateway.
  translated_tiers = ["cluster", "private"]

  # The tiers that talk to known networks only.
  isolated_tiers = ["cache", "database"]

  # One entry per subnet, under the key "tier/zone". The keys never depend on the order of zones or
  # tiers, so that a zone can be added without touching the others.
  subnets = merge([
    for tier, cidr_blocks in var.subnets : {
      for zone, cidr_block in cidr_blocks : "${tier}/${zone}" => {
        cidr_block = cidr_block
        tier       = tier
        zone       = zone
      }
    }
  ]...)

  isolated_subnets = {
    for key, subnet in local.subnets : key => subnet if contains(local.isolated_tiers, subnet.tier)
  }

  public_subnets = { for key, subnet in local.subnets : key => subnet if subnet.tier == "public" }

  routed_subnets = {
    for key, subnet in local.subnets : key => subnet if !contains(local.isolated_tiers, subnet.tier)
  }

  translated_subnets = {
    for key, subnet in local.subnets : key => subnet
    if contains(local.translated_tiers, subnet.tier) && contains(keys(var.nat_gateway_zones), subnet.zone)
  }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_hostnames = var.dns_hostnames
  enable_dns_support   = var.dns_support

  tags = { Name = var.name }
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  for_each = toset(var.secondary_cidr_blocks)

  vpc_id     = aws_vpc.this.id
  cidr_block = each.key
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.zones[each.value.zone]
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = false

  tags = merge(
    lookup(var.subnet_tags, each.value.tier, {}),
    { Name = "${var.name}-${each.value.tier}-${each.value.zone}", tier = each.value.tier },
  )

  # A subnet may lie in a secondary range, which has to be there first.
  depends_on = [aws_vpc_ipv4_cidr_block_association.this]
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = var.name }
}

resource "aws_eip" "nat" {
  for_each = toset(values(var.nat_gateway_zones))

  domain = "vpc"

  tags = { Name = "${var.name}-nat-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  for_each = toset(values(var.nat_gateway_zones))

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.this["public/${each.key}"].id

  tags = { Name = "${var.name}-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}
