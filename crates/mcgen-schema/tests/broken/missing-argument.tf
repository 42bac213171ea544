# expect: TF-002:9 TF-002:12 TF-002:12 TF-002:16
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_subnet" "this" {
  cidr_block = "10.0.0.0/24"
}
resource "aws_wafv2_web_acl" "this" {
  name  = "crm"
  scope = "REGIONAL"
}
data "aws_ssm_parameter" "this" {}
