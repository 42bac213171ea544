variable "account_id" {
  description = "The only AWS account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "aws_region" {
  description = "The AWS region of the environment."
  type        = string
  nullable    = false
}

variable "aws_state" {
  description = "Where the state of the stack aws lives."
  nullable    = false
  type = object({
    bucket = string
    key    = string
    region = string
  })
}

variable "environment" {
  description = "The environment."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "The environment has 1 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "google_addresses" {
  description = "The addresses of private.googleapis.com, which Google Cloud advertises over the link."
  type        = list(string)
  nullable    = false
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
