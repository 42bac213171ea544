variable "channels" {
  description = "The notification channels that an alert and a page are sent to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "connection_id" {
  description = "The ID of the connection of the endpoint: `psc_connection_id`."
  type        = string
  nullable    = false
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
