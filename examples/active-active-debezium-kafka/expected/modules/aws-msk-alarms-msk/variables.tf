variable "actions" {
  description = "The topics that an alert and a page are published to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "brokers" {
  description = "How many brokers the cluster has."
  type        = number
  nullable    = false
}

variable "cluster" {
  description = "The name of the cluster."
  type        = string
  nullable    = false
}

variable "connectors" {
  description = "The names of the connectors that run."
  type        = list(string)
  nullable    = false
}

variable "dead_letters" {
  description = "The topics of what a sink could not use."
  type        = list(string)
  nullable    = false
}

variable "minutes" {
  description = "For how many minutes in a row something is wrong before it is told."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.minutes >= 1 && var.minutes <= 60
    error_message = "Something is wrong for 1 to 60 minutes in a row before it is told."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false
}

variable "thresholds" {
  description = "From when on somebody is told: disk in percent."
  type        = map(number)
  nullable    = false
}
