variable "client_cidr_blocks" {
  description = "The ranges that may connect, under names that never change."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for range in var.client_cidr_blocks : can(cidrhost(range, 0)) && !endswith(range, "/0")])
    error_message = "Each client must be an IPv4 network, and not the whole internet."
  }
}

variable "last_port" {
  description = "The last port of the service, where it has several; only `port` when it is left out."
  type        = number
  default     = null

  validation {
    condition     = var.last_port == null || (coalesce(var.last_port, 0) >= var.port && coalesce(var.last_port, 0) <= 65535)
    error_message = "The last port is not below the first one, and 65535 at most."
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

variable "service_region" {
  description = "The region of the service, where it is another one than that of the clients."
  type        = string
  default     = null
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
