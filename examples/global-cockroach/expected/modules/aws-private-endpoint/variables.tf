variable "client_cidr_blocks" {
  description = "The ranges that may connect, under names that never change."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for range in var.client_cidr_blocks : can(cidrhost(range, 0)) && !endswith(range, "/0")])
    error_message = "Each client must be an IPv4 network, and not the whole internet."
  }
}

variable "name" {
  description = "The name of the endpoint and its security group."
  type        = string
  nullable    = false
}

variable "port" {
  description = "The port of the service."
  type        = number
  nullable    = false

  validation {
    condition     = var.port >= 1 && var.port <= 65535
    error_message = "A port is a number from 1 to 65535."
  }
}

variable "service_name" {
  description = "The name of the service."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "The subnet of each zone."
  type        = map(string)
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC of the clients."
  type        = string
  nullable    = false
}
