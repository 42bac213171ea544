# refused at line 7 by: offline validate
locals {
  a = ["x"]
}

resource "aws_vpc" "a" {
  cidr_block = local.a[1]
}
