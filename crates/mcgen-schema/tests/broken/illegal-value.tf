# expect: TF-015:9 TF-015:10 TF-015:11 TF-015:15 TF-015:20
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
  }
}
resource "aws_db_instance" "this" {
  instance_class      = "t4g.medium"
  identifier          = "CRM"
  monitoring_interval = 7
  kms_key_id          = ""
}
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.1/16"
}
resource "aws_db_parameter_group" "this" {
  family = "postgres16"
  parameter {
    apply_method = "reboot"
    name         = "log_statement"
    value        = "ddl"
  }
}
