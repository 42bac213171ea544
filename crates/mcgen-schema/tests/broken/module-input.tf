# expect: TF-019:9 TF-019:11
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
module "net" {
  source = "./net"
  cidrs  = "10.0.0.0/16"
}
# -- net/main.tf
variable "cidr" {
  type = string
}
