variable "description" {
  description = "Whose password the secret holds."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.description) >= 1 && length(var.description) <= 2048
    error_message = "The description must say in up to 2048 characters whose password the secret holds."
  }
}

variable "host" {
  description = "The name or the address of the server."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the secret."
  type        = string
  nullable    = false
}

variable "name_prefix" {
  description = "The first part of the name of the secret; Secrets Manager adds the rest."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9/_+=.@-]{1,230}$", var.name_prefix))
    error_message = "The prefix has 1 to 230 letters, digits and the characters /_+=.@-."
  }
}

variable "password" {
  description = "The password, from an ephemeral value: only its version is remembered."
  type        = string
  ephemeral   = true
  nullable    = false
  sensitive   = true

  validation {
    condition     = length(var.password) >= 16
    error_message = "The password must have at least 16 characters."
  }
}

variable "password_version" {
  description = "The version of the password. The password is written again when it changes."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.password_version >= 1 && floor(var.password_version) == var.password_version
    error_message = "The version of the password is a whole number from 1."
  }
}

variable "port" {
  description = "The port of the server."
  type        = number
  nullable    = false
}

variable "recovery_window_days" {
  description = "How many days a deleted secret can be recovered."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.recovery_window_days >= 7 && var.recovery_window_days <= 30
    error_message = "A deleted secret can be recovered for 7 to 30 days."
  }
}

variable "username" {
  description = "The user whose password it is."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9_]{0,62}$", var.username))
    error_message = "The user has up to 63 letters, digits and underscores, and starts with a letter."
  }
}
