variable "cluster" {
  description = "The cluster. The inputs of the same names in its module explain each field."
  nullable    = false
  type = object({
    alert_emails           = set(string)
    allow                  = map(string)
    aws_client_region      = string
    backup_retention_days  = number
    database               = string
    delete_protection      = bool
    instance_size          = string
    mongo_db_major_version = string
    name                   = string
    project_id             = string
    restore_window_days    = number
    user                   = string

    regions = list(object({
      cloud = string
      name  = string
      nodes = number
    }))
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

variable "labels" {
  description = "Labels of the database."
  type        = map(string)
  nullable    = false
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}
