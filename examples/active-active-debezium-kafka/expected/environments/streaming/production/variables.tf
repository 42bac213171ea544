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

variable "cluster" {
  description = "What carries the changes. The inputs of its module explain each field."
  nullable    = false
  type = object({
    broker  = string
    copies  = number
    version = string

    storage = object({
      gib     = number
      max_gib = number
    })
  })
}

variable "connectors" {
  description = "The connectors by name: whether each is a source, and its settings. <aws-secret> and <gcp-secret> stand for the names of the secrets."
  nullable    = false
  type = map(object({
    settings = map(string)
    source   = bool
  }))
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
  description = "From when on somebody is told. The inputs of the alarms explain each field."
  nullable    = false
  type = object({
    dead_letters = list(string)
    minutes      = number
    thresholds   = map(number)
  })
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false
}

variable "plugin" {
  description = "The archive with the connectors. The inputs of its module explain each field."
  nullable    = false
  type = object({
    bucket         = string
    key            = string
    object_version = string
    sha256         = string
    version        = string
  })
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}

variable "streaming" {
  description = "The connectors. The inputs of their module explain each field."
  nullable    = false
  type = object({
    connect_version     = string
    log_retention_days  = number
    mcu                 = number
    name                = string
    password_version    = number
    peer_cidr_blocks    = map(string)
    role_name           = string
    secrets_cidr_blocks = map(string)
    start               = bool
    username            = string
  })
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
