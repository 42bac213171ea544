# expect: TF-020:10 TF-020:14 TF-020:16
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
locals {
  a = local.b
  b = local.a
}
resource "aws_vpc" "this" {
  cidr_block = each.value
}
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}
