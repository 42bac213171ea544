variable "name" {
  description = "The name of the endpoint and its address."
  type        = string
  nullable    = false
}

variable "network_id" {
  description = "The network of the clients."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the service and of the subnet."
  type        = string
  nullable    = false
}

variable "service_attachment" {
  description = "The full name of the service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^projects/[^/]+/regions/[^/]+/serviceAttachments/[^/]+$", var.service_attachment))
    error_message = "The service has a name such as projects/PROJECT/regions/REGION/serviceAttachments/NAME."
  }
}

variable "subnet_id" {
  description = "The subnet that the address is taken from."
  type        = string
  nullable    = false
}
