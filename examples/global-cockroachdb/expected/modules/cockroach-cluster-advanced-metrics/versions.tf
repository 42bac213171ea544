terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    cockroach = {
      source  = "cockroachdb/cockroach"
      version = ">= 1.22, < 2.0"
    }
  }
}
