# refused at line 7 by: offline validate
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

output "x" {
  value = aws_vpc.a.cidr
}
