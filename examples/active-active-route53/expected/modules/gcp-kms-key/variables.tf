variable "key_ring_name" {
  description = "The name of the key ring. Once used in a project and location, it can never be used for another."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,63}$", var.key_ring_name))
    error_message = "The name of a key ring must have 1 to 63 letters, digits, underscores and hyphens."
  }
}

variable "location" {
  description = "The region of the key, which must be that of the data it encrypts."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The name of the key in its ring."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,63}$", var.name))
    error_message = "The name of a key must have 1 to 63 letters, digits, underscores and hyphens."
  }
}

variable "protection_level" {
  description = "Where the key material lives: SOFTWARE or HSM. It cannot change later."
  type        = string
  default     = "SOFTWARE"
  nullable    = false

  validation {
    condition     = contains(["HSM", "SOFTWARE"], var.protection_level)
    error_message = "The protection level must be SOFTWARE or HSM."
  }
}

variable "rotation_days" {
  description = "After how many days a new version of the key becomes the primary one."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.rotation_days >= 2 && var.rotation_days <= 365 && floor(var.rotation_days) == var.rotation_days
    error_message = "The key must rotate after a whole number of days between 2 and 365."
  }
}

variable "service_agents" {
  description = "The e-mail addresses of the service agents that may encrypt and decrypt, under keys that never change."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for email in var.service_agents : can(regex("^[^@: ]+@[^@: ]+[.]gserviceaccount[.]com$", email))])
    error_message = "Each service agent must be the e-mail address of a service account, without serviceAccount: before it."
  }
}
