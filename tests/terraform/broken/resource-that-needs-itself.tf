# refused at line 2 by: offline plan at line 3
resource "aws_vpc" "a" {
  cidr_block = aws_vpc.a.cidr_block
}
