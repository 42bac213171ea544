terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }

  backend "s3" {
    bucket       = "state"
    key          = "two-regions.tfstate"
    region       = "eu-west-1"
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "replica"
  region = "eu-central-1"

  assume_role {
    role_arn     = "arn:aws:iam::111122223333:role/terraform"
    session_name = "terraform"
  }

  ignore_tags {
    key_prefixes = ["kubernetes.io/"]
  }

  endpoints {
    s3 = "http://localhost:4566"
  }
}

module "certificate" {
  source = "../.."

  providers = {
    aws         = aws
    aws.replica = aws.replica
    aws.dns     = aws
  }
}

import {
  for_each = { logs = "crm-logs" }
  to       = aws_s3_bucket.this[each.key]
  id       = each.value
}

resource "aws_s3_bucket" "this" {
  for_each = toset(["logs", "data"])
  bucket   = "crm-${each.value}"
}

removed {
  from = aws_s3_bucket.old

  lifecycle {
    destroy = false
  }
}

moved {
  from = module.old
  to   = module.certificate
}
