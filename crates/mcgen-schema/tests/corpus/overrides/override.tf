resource "aws_subnet" "this" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.0.0/24"
}

variable "size" {
  type    = number
  default = 2
}

locals {
  double = var.size * 2
}

resource "aws_eip" "many" {
  count = 3
}
