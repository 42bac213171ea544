# expect: TF-005:12 TF-002:13 TF-005:15 TF-005:9
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
module "net" {
  source = "./net"
  subnets = {
    a = { cidr = "10.0.0.0/24", size = "large" }
    b = { size = 1 }
  }
  zones = "a"
}
# -- net/main.tf
variable "subnets" {
  type = map(object({
    cidr = string
    size = optional(number, 1)
  }))
}
variable "zones" {
  type    = list(string)
  default = "a"
}
