# expect: TF-008:10 TF-008:13
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "random_password" "this" {
  length = null
}
resource "aws_subnet" "this" {
  vpc_id = null
}
