variable "channels" {
  description = "The notification channels that an alert and a page are sent to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "instance_name" {
  description = "The name of the instance."
  type        = string
  nullable    = false
}

variable "minutes" {
  description = "For how many minutes in a row something is used up before it is told."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.minutes >= 1 && var.minutes <= 60
    error_message = "Something is used up for 1 to 60 minutes in a row before it is told."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false
}

variable "thresholds" {
  description = "From when on the processors (work of high priority) and the storage are told of, as ratios."
  nullable    = false
  type = object({
    cpu     = number
    storage = number
  })

  validation {
    condition     = alltrue([for threshold in values(var.thresholds) : threshold > 0 && threshold <= 1])
    error_message = "Spanner sends shares as ratios: 0.65, not 65."
  }
}
