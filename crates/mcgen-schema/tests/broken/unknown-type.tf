# expect: TF-013:9 TF-013:12 TF-013:13 TF-013:14
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_dbinstance" "this" {
  instance_class = "db.t4g.medium"
}
resource "aws_caller_identity" "this" {}
data "aws_vps" "this" {}
resource "terraform_dat" "this" {}
