variable "peer_cidr_blocks" {
  description = "The ranges of the databases that the instance connects to, each under a name that says whose they are."
  type        = map(string)
  nullable    = false

  validation {
    condition = alltrue([
      for cidr_block in values(var.peer_cidr_blocks) : can(cidrnetmask(cidr_block)) && cidr_block != "0.0.0.0/0"
    ])
    error_message = "Each peer is an IPv4 range, and never the whole internet."
  }
}

# A subscriber connects to its publisher. Without a rule nothing leaves the instance.
resource "aws_vpc_security_group_egress_rule" "peer_cidr_blocks" {
  for_each = var.peer_cidr_blocks

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  description       = each.key
  from_port         = 5432
  ip_protocol       = "tcp"
  to_port           = 5432
}
