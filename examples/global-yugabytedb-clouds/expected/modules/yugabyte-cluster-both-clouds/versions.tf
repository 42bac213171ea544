terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    random = {
      source  = "hashicorp/random"
      version = ">= 3.9, < 4.0"
    }
    ybm = {
      source  = "yugabyte/ybm"
      version = ">= 1.0.35, < 2.0"
    }
  }
}
