variable "actions" {
  description = "The topics that an alert and a page are published to."
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

variable "tunnels" {
  description = "The four tunnels, each with its public address at AWS and the ID of its connection."
  nullable    = false
  type = map(object({
    address       = string
    connection_id = string
  }))

  validation {
    condition     = join(" ", sort(keys(var.tunnels))) == "0 1 2 3"
    error_message = "There are four tunnels, 0 to 3."
  }
}
