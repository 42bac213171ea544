variable "deletion_protection" {
  description = "Whether the secret refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "host" {
  description = "The name or the address of the server."
  type        = string
  nullable    = false
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

variable "region" {
  description = "The region that keeps the secret."
  type        = string
  nullable    = false
}

variable "secret_id" {
  description = "The name of the secret in the project."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,255}$", var.secret_id))
    error_message = "A secret has a name of 1 to 255 letters, digits, hyphens and underscores."
  }
}

variable "username" {
  description = "The user whose password it is."
  type        = string
  nullable    = false
}
