# expect: TF-007:20 TF-007:25 TF-007:25
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.100, < 7.0" }
    google = { source = "hashicorp/google", version = ">= 7.40" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}
resource "aws_security_group" "this" {
  ingress = [{
    cidr_blocks      = []
    description      = ""
    from_port        = 1
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    protocol         = "tcp"
    security_groups  = []
    self             = false
    to_port          = 1
    too_port         = 2
  }]
}
module "net" {
  source = "./net"
  flow   = { enabled = true, retention_day = 3, colour = "red" }
}
# -- net/main.tf
variable "flow" {
  type = object({ enabled = bool, retention_days = optional(number) })
}
