terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    mongodbatlas = {
      source  = "mongodb/mongodbatlas"
      version = ">= 2.17, < 3.0"
    }
  }
}
