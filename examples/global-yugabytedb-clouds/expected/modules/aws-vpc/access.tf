# Without rules these two admit nothing: whatever is started without a security group or outside
# the subnets below has no network.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-default-closed" }
}

resource "aws_default_network_acl" "this" {
  default_network_acl_id = aws_vpc.this.default_network_acl_id

  tags = { Name = "${var.name}-default-closed" }

  # A subnet that loses its own ACL falls back to this one, and AWS then lists it here.
  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

# Security groups filter the routed tiers; a stateless list could only repeat them.
resource "aws_network_acl" "routed" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for key in keys(local.routed_subnets) : aws_subnet.this[key].id]

  tags = { Name = "${var.name}-routed" }
}

resource "aws_network_acl_rule" "routed_inbound" {
  network_acl_id = aws_network_acl.routed.id
  cidr_block     = "0.0.0.0/0"
  egress         = false
  protocol       = "-1"
  rule_action    = "allow"
  rule_number    = 100
}

resource "aws_network_acl_rule" "routed_outbound" {
  network_acl_id = aws_network_acl.routed.id
  cidr_block     = "0.0.0.0/0"
  egress         = true
  protocol       = "-1"
  rule_action    = "allow"
  rule_number    = 100
}

# The second lock of the database and cache tiers: even a security group that is too wide admits
# only the networks listed.
resource "aws_network_acl" "isolated" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for key in keys(local.isolated_subnets) : aws_subnet.this[key].id]

  tags = { Name = "${var.name}-isolated" }
}

resource "aws_network_acl_rule" "isolated_inbound" {
  for_each = var.isolated_acl_rules

  network_acl_id = aws_network_acl.isolated.id
  cidr_block     = each.value
  egress         = false
  protocol       = "-1"
  rule_action    = "allow"
  rule_number    = tonumber(each.key)
}

resource "aws_network_acl_rule" "isolated_outbound" {
  for_each = var.isolated_acl_rules

  network_acl_id = aws_network_acl.isolated.id
  cidr_block     = each.value
  egress         = true
  protocol       = "-1"
  rule_action    = "allow"
  rule_number    = tonumber(each.key)
}
