variable "account_id" {
  description = "The only AWS account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
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

variable "gcp_state" {
  description = "Where the state of the stack gcp lives."
  nullable    = false
  type = object({
    bucket = string
    prefix = string
  })
}

variable "monitoring" {
  description = "From when on somebody is told. The inputs of the module explain each field."
  nullable    = false
  type = object({
    conflicts    = number
    disk_percent = number
    lag_minutes  = number
    lag_seconds  = number
    minutes      = number
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

variable "region" {
  description = "The region of the machine."
  type        = string
  nullable    = false
}

variable "replicator" {
  description = "The machine. The inputs of its module explain each field."
  nullable    = false
  type = object({
    disk_gib         = number
    image            = string
    machine          = string
    name             = string
    password_version = number
    peer_cidr_blocks = map(string)
    username         = string
  })
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
