variable "hostname" {
  description = "The host name that clients connect to."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The name of the zone in the project."
  type        = string
  nullable    = false
}

variable "network_id" {
  description = "The network of the clients."
  type        = string
  nullable    = false
}

variable "record_type" {
  description = "What the name leads to: A for an address, CNAME for another name."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["A", "CNAME"], var.record_type)
    error_message = "The record is an A or a CNAME."
  }
}

variable "targets" {
  description = "The addresses, or the other name with a dot at its end."
  type        = list(string)
  nullable    = false
}

variable "zone" {
  description = "The domain of the zone: the name itself or a domain above it."
  type        = string
  nullable    = false

  validation {
    condition     = var.zone == var.hostname || endswith(var.hostname, ".${var.zone}")
    error_message = "The name must be in the zone."
  }
}
