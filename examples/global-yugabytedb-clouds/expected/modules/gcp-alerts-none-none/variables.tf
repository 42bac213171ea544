variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false
}

variable "recipients" {
  description = "Who is told of everything (alerts), and who is told besides of what cannot wait (pages): by e-mail, and over notification channels of the project that exist already."
  nullable    = false
  type = object({
    alerts = object({
      channel_ids = optional(list(string), [])
      emails      = optional(list(string), [])
    })
    pages = object({
      channel_ids = optional(list(string), [])
      emails      = optional(list(string), [])
    })
  })

  validation {
    condition     = length(var.recipients.alerts.emails) + length(var.recipients.alerts.channel_ids) > 0
    error_message = "An alert that nobody hears is none: name somebody for alerts."
  }
}
