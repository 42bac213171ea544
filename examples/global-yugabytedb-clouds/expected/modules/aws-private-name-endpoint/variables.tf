variable "endpoint" {
  description = "The name of the endpoint and its zone."
  nullable    = false
  type = object({
    dns_name       = string
    hosted_zone_id = string
  })
}

variable "hostname" {
  description = "The host name that clients connect to."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC of the clients."
  type        = string
  nullable    = false
}
