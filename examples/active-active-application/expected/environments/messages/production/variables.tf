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
  description = "The AWS region."
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

variable "gcp_region" {
  description = "The Google Cloud region."
  type        = string
  nullable    = false
}

variable "gcp_state" {
  description = "Where the state of the stack gcp lives."
  nullable    = false
  type = object({
    bucket = string
    prefix = string
  })
}

variable "labels" {
  description = "Labels of every Google Cloud resource."
  type        = map(string)
  nullable    = false
}

variable "messages" {
  description = "Messages between the two sides. The inputs of the modules explain each field."
  nullable    = false
  type = object({
    attempts            = number
    aws_attempts        = number
    aws_clients         = list(string)
    function_seconds    = number
    gcp_attempts        = number
    gcp_clients         = list(string)
    log_retention_days  = number
    name                = string
    pool_id             = string
    processing_seconds  = number
    retention_seconds   = number
    role_names          = object({ from_gcp = string, to_gcp = string })
    service_account_ids = object({ publish = string, push = string })
  })
}

variable "monitoring" {
  description = "From when on somebody is told. The inputs of the modules explain each field."
  nullable    = false
  type = object({
    lag_minutes = number
    lag_seconds = number
    minutes     = number
  })
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The ID of the Google Cloud project."
  type        = string
  nullable    = false
}

variable "project_number" {
  description = "The number of the Google Cloud project."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
