# expect: TF-001:10 TF-001:16 TF-001:17 TF-001:23
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_vpc" "this" {
  cidr_blok = "10.0.0.0/16"
}
resource "google_sql_database_instance" "this" {
  database_version = "POSTGRES_16"
  settings {
    tier    = "db-f1-micro"
    sla     = true
    backups {
      enabled = true
    }
  }
}
provider "aws" {
  regoin = "eu-west-1"
}
