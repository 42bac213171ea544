# Runs of attributes, broken by blank lines and comments.
resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  tags                 = local.tags

  instance_tenancy = "default"
  # a comment ends the run
  ipv6_cidr_block_network_border_group = null
  x                                    = 1
}
