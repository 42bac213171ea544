variable "recipients" {
  description = "Who is told of everything (alerts), and who is told besides of what cannot wait (pages): by e-mail, and over topics that exist already in the region."
  nullable    = false
  type = object({
    alerts = object({
      topic_arns = optional(list(string), [])
    })
    pages = object({
      topic_arns = optional(list(string), [])
    })
  })

  validation {
    condition     = length(var.recipients.alerts.topic_arns) > 0
    error_message = "An alarm that nobody hears is none: name somebody for alerts."
  }
}
