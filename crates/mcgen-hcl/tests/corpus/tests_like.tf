mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = {
      id = "vpc-1"
    }
  }
}

variables {
  cidr = "10.0.0.0/16"
}

run "plan" {
  command = plan

  variables { name = "x" }

  assert {
    condition     = aws_vpc.this.cidr_block == "10.0.0.0/16"
    error_message = "wrong"
  }
  expect_failures = [var.cidr, check.health]
}
