# expect: TF-021:10 TF-021:11
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
locals {
  a = lenght([])
  b = cidrsubnet("10.0.0.0/16", 8)
  c = join(",", [], []...)
}
