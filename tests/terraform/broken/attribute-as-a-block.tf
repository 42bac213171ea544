# refused at line 4 by: offline validate
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  tags {
    a = "b"
  }
}
