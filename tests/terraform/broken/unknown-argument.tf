# refused at line 3 by: offline validate
resource "aws_vpc" "a" {
  cidr_blok = "10.0.0.0/16"
}
