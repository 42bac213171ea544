variable "channels" {
  description = "The notification channels that an alert and a page are sent to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false
}

variable "peer_names" {
  description = "The name of the BGP session over each tunnel."
  type        = map(string)
  nullable    = false
}

variable "tunnel_names" {
  description = "The name of each tunnel."
  type        = map(string)
  nullable    = false

  validation {
    condition     = keys(var.tunnel_names) == keys(var.peer_names)
    error_message = "There is a session over each tunnel."
  }
}
