# expect: TF-012:31 TF-012:34 TF-012:37 TF-012:40 TF-012:43 TF-012:46 TF-012:49
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
  }
}
resource "aws_vpc" "one" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "none" {
  count      = 0
  cidr_block = "10.0.0.0/16"
}
resource "aws_eip" "each" {
  for_each = { a = 1, "b" = 2 }
}
resource "aws_eip" "set" {
  for_each = toset(["a", "b"])
}
resource "aws_vpc" "single" {
  cidr_block = "10.0.0.0/16"
}
data "aws_caller_identity" "two" {
  count = 2
}
variable "wanted" {
  type = bool
}
output "a" {
  value = aws_vpc.one[1].id
}
output "b" {
  value = aws_vpc.none[0].id
}
output "c" {
  value = aws_eip.each["c"].id
}
output "d" {
  value = aws_eip.each.a.id
}
output "e" {
  value = aws_eip.set["c"]
}
output "f" {
  value = data.aws_caller_identity.two[2].account_id
}
output "g" {
  value = aws_vpc.single[0].id
}
