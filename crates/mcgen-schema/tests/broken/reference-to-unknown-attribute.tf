# expect: TF-012:22 TF-012:27 TF-012:33 TF-012:36 TF-012:39 TF-012:42 TF-012:45 TF-012:48 TF-012:51 TF-012:54 TF-012:57 TF-012:60 TF-012:63
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
variable "server" {
  type = object({ name = string, ports = list(number) })
}
locals {
  sizes = { small = 1, large = 2 }
  pair  = ["a", "b"]
}
data "aws_caller_identity" "this" {}
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "all" {
  count      = 2
  vpc_id     = aws_vpc.this.vpc_id
  cidr_block = "10.0.${count.index}.0/24"
}
resource "aws_eip" "each" {
  for_each = { a = { size = 1 }, b = { size = 2 } }
  tags     = { size = each.value.sise }
}
resource "aws_db_instance" "this" {
  instance_class = "db.t4g.medium"
}
output "a" {
  value = data.aws_caller_identity.this.account
}
output "b" {
  value = aws_subnet.all.id
}
output "c" {
  value = aws_subnet.all[*].identifier
}
output "d" {
  value = var.server.port
}
output "e" {
  value = local.sizes["medium"]
}
output "f" {
  value = local.pair[2]
}
output "g" {
  value = aws_db_instance.this.master_user_secret[0].secret
}
output "h" {
  value = aws_db_instance.this.vpc_security_group_ids[0]
}
output "i" {
  value = aws_vpc.this[0].id
}
output "j" {
  value = [for eip in aws_eip.each : eip.adress]
}
output "k" {
  value = "${var.server.name.first}"
}
