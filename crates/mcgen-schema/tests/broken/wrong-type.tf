# expect: TF-005:16 TF-005:17 TF-016:18 TF-005:18 TF-005:19 TF-005:22 TF-005:23 TF-005:24 TF-005:25 TF-005:28 TF-005:31 TF-005:32
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
variable "zones" {
  type = list(string)
}
locals {
  words = ["a", "b"]
}
resource "aws_vpc" "this" {
  cidr_block           = ["10.0.0.0/16"]
  enable_dns_support   = "yes"
  ipv4_netmask_length  = "sixteen"
  tags                 = ["crm"]
}
resource "aws_subnet" "this" {
  vpc_id            = aws_vpc.this
  availability_zone = var.zones
  cidr_block        = { a = 1 }
  tags              = { Name = local.words }
}
resource "aws_db_subnet_group" "this" {
  subnet_ids = aws_subnet.this.id
}
resource "aws_eip" "this" {
  for_each = ["a"]
  tags     = { for word in local.words : word => [word] }
}
