terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

module "network" {
  source     = "./network"
  cidr_block = "10.30.0.0/16"
}

resource "aws_db_instance" "crm" {
  identifer           = "crm"
  engine              = "postgres"
  instance_class      = "db.m7g.large"
  allocated_storage   = "large"
  publicly_accessible = false
  endpoint            = "crm.example.com"
}

output "network_id" {
  value = module.network.vpc_id
}
