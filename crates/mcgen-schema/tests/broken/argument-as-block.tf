# expect: TF-003:11 TF-003:16
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
  tags {
    Name = "crm"
  }
}
resource "aws_eip" "this" {
  dynamic "tags" {
    for_each = ["a"]
    content {}
  }
}
