terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}

resource "aws_subnet" "this" {
  vpc_id            = "vpc-0"
  availability_zone = "eu-west-1a"
}

variable "size" {}

locals {
  double = var.size
}

module "network" {
  source = "../aws-network"
}

output "zone" {
  value = aws_subnet.this.availability_zone
}

resource "aws_eip" "many" {
  count = 1
}

output "third" {
  value = aws_eip.many[2].id
}
