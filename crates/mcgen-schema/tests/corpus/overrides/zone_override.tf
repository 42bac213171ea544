resource "aws_subnet" "this" {
  availability_zone = "eu-west-1b"
  tags = {
    Name = local.double
  }
}
