# expect: TF-012:17 TF-012:20 TF-012:23
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
module "net" {
  source = "./net"
}
module "many" {
  source   = "./net"
  for_each = toset(["a"])
}
resource "aws_subnet" "this" {
  vpc_id = module.net.vpcid
}
output "all" {
  value = { for name, net in module.many : name => net.subnet_ids }
}
output "deep" {
  value = module.many["a"].vpc_id.id
}
# -- net/main.tf
resource "aws_vpc" "this" {}
output "vpc_id" {
  value = aws_vpc.this.id
}
