variable "addresses" {
  description = "The private addresses."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.addresses) > 0
    error_message = "The name must lead to one address at least."
  }
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
