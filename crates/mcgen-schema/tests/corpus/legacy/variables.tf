variable "region" {
  default = "us-east-1"
}

variable "instances" {
  type    = string
  default = 2
}

variable "amis" {
  type = map
  default = {
    us-east-1 = "ami-1"
    us-west-2 = "ami-2"
  }
}

variable "subnets" {
  type = list
}

variable "vpc" {
  type = map
}

variable "egress" {
  default = []
}
