variable "environment" {
  description = "The environment."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "The environment has 1 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "instance" {
  description = "The instance and its database. The inputs of the same names in the module explain each field."
  nullable    = false
  type = object({
    aws_account_id         = string
    aws_roles              = list(string)
    backup_retention_days  = number
    configuration          = string
    database               = string
    ddl                    = list(string)
    deletion_protection    = bool
    dialect                = string
    edition                = string
    kms_key_names          = list(string)
    name                   = string
    users                  = list(string)
    version_retention_days = number

    autoscaling = object({
      cpu_percent          = number
      max_processing_units = number
      min_processing_units = number
      storage_percent      = number
    })
  })
}

variable "labels" {
  description = "Labels of the database."
  type        = map(string)
  nullable    = false
}

variable "monitoring" {
  description = "Who is told of the database, and from when on. The inputs of the same names in the modules of alerts explain each field."
  nullable    = false
  type = object({
    minutes = number

    recipients = object({
      alerts = object({
        channel_ids = list(string)
        emails      = list(string)
      })
      pages = object({
        channel_ids = list(string)
        emails      = list(string)
      })
    })

    thresholds = object({
      cpu     = number
      storage = number
    })
  })
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
