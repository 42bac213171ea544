terraform {
  required_version = ">= 1.11"

  backend "s3" {
    bucket       = "state"
    key          = "network/terraform.tfstate"
    use_lockfile = true
  }
}

provider "aws" {}

provider "aws" {
  alias = "seoul"
}
resource "null_resource" "empty" {
}
resource "null_resource" "one" { triggers = { a = 1 } }


module "network" { source = "./network" }
resource "a" "nested" {
  outer {
    inner {
      innermost { deep = true }
      innermost {
        deep  = true
        other = false
      }
    }
  }
  outer {}
}
