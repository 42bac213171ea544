# expect: TF-011:22 TF-011:28 TF-011:31 TF-011:35
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
variable "key" {
  type      = string
  ephemeral = true
}
ephemeral "random_password" "this" {
  length = 24
}
locals {
  password = ephemeral.random_password.this.result
}
resource "aws_db_instance" "this" {
  instance_class      = "db.t4g.medium"
  username            = "app"
  password            = local.password
  password_wo_version = 1
}
resource "aws_ssm_parameter" "this" {
  name  = "key"
  type  = "SecureString"
  value = "x${var.key}"
}
output "key" {
  value = var.key
}
module "net" {
  source = "./net"
  key    = var.key
}
# -- net/main.tf
variable "key" {
  type = string
}
