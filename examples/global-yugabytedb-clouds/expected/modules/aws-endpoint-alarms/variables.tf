variable "actions" {
  description = "The topics that an alert and a page are published to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "drops_a_minute" {
  description = "From how many packets dropped in a minute on it is told."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.drops_a_minute >= 1
    error_message = "It takes one packet at least."
  }
}

variable "endpoint" {
  description = "The endpoint: its ID, the name of the service that it leads to, and its VPC."
  nullable    = false
  type = object({
    id           = string
    service_name = string
    vpc_id       = string
  })
}

variable "minutes" {
  description = "For how many minutes in a row something fails before it is told."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.minutes >= 1 && var.minutes <= 60
    error_message = "Something fails for 1 to 60 minutes in a row before it is told."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false
}

variable "resets_a_minute" {
  description = "From how many connections reset in a minute on it counts as refused, where they are half of the new ones."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.resets_a_minute >= 1
    error_message = "It takes one connection at least."
  }
}
