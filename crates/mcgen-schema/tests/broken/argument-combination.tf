# expect: TF-016:10 TF-016:13 TF-016:20
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
  }
}
resource "aws_db_parameter_group" "this" {
  name        = "crm"
  name_prefix = "crm-"
  family      = "postgres16"
}
resource "aws_ssm_parameter" "none" {
  name = "crm"
  type = "String"
}
resource "aws_lambda_function" "this" {
  function_name = "crm"
  role          = "arn:aws:iam::111122223333:role/crm"
  s3_bucket     = "code"
}
resource "aws_db_parameter_group" "either" {
  name        = ""
  name_prefix = "crm-"
  family      = "postgres16"
}
