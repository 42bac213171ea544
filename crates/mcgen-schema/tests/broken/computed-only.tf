# expect: TF-009:15
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
variable "arn" {
  type    = string
  default = null
}
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
  arn        = "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"
  owner_id   = var.arn
}
