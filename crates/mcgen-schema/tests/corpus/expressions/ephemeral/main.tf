terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100" }
    random = { source = "hashicorp/random", version = ">= 3.7" }
  }
}

variable "token" {
  type      = string
  ephemeral = true
  sensitive = true
}

ephemeral "random_password" "this" {
  length = 20
}

provider "aws" {
  token = var.token
}

resource "aws_secretsmanager_secret" "this" {
  name_prefix = "token"
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = jsonencode({ token = var.token, password = ephemeral.random_password.this.result })
  secret_string_wo_version = ephemeralasnull(var.token) == null ? 1 : 2
}

output "password" {
  value     = ephemeral.random_password.this.result
  ephemeral = true
}
