variable "account_id" {
  description = "The account whose alarms and events are published."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the topics. Its policy must admit CloudWatch and the events of RDS."
  type        = string
  nullable    = false
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,63}$", var.name))
    error_message = "The name has 1 to 64 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "recipients" {
  description = "Who is told of everything (alerts), and who is told besides of what cannot wait (pages): by e-mail, and over topics that exist already in the region."
  nullable    = false
  type = object({
    alerts = object({
      emails     = optional(list(string), [])
      topic_arns = optional(list(string), [])
    })
    pages = object({
      emails     = optional(list(string), [])
      topic_arns = optional(list(string), [])
    })
  })

  validation {
    condition     = length(var.recipients.alerts.emails) + length(var.recipients.alerts.topic_arns) > 0
    error_message = "An alarm that nobody hears is none: name somebody for alerts."
  }
}
