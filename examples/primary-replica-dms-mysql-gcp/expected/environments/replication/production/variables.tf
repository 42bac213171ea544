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

variable "gcp_region" {
  description = "The Google Cloud region of the environment."
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

variable "monitoring" {
  description = "From when on somebody is told. The inputs of the alarms explain each field."
  nullable    = false
  type = object({
    lag_minutes = number
    minutes     = number
    thresholds  = map(number)
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

variable "replication" {
  description = "The replication. The inputs of its module explain each field."
  nullable    = false
  type = object({
    auto_minor_version_upgrade = bool
    aws_certificate            = string
    batch_apply                = bool
    class                      = string
    control_schema             = string
    engine_version             = string
    log_retention_days         = number
    maintenance_window         = string
    multi_az                   = bool
    name                       = string
    password_version           = number
    peer_cidr_blocks           = map(string)
    secrets_cidr_blocks        = map(string)
    secrets_role_name          = string
    source                     = string
    start                      = bool
    storage_gib                = number
    target                     = string
    username                   = string

    full_load = object({
      commit_rows    = number
      preparation    = string
      tables_at_once = number
    })

    lob = object({
      chunk_kib  = number
      inline_kib = number
      max_kib    = number
      mode       = string
    })

    ssl_modes = object({
      aws = string
      gcp = string
    })

    tables = map(object({
      schema = string
      table  = string
    }))

    validation = object({
      enabled = bool
      threads = number
    })
  })

  validation {
    condition     = contains(["aws", "gcp"], var.replication.source) && contains(["aws", "gcp"], var.replication.target) && var.replication.source != var.replication.target
    error_message = "The changes go from one of the clouds to the other."
  }
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
