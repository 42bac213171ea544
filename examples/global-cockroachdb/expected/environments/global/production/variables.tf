variable "cluster" {
  description = "The cluster. The inputs of the same names in its module explain each field."
  nullable    = false
  type = object({
    allow                    = map(string)
    backup_frequency_minutes = number
    backup_retention_days    = number
    cidr_range               = optional(string)
    cloud_provider           = string
    cockroach_version        = optional(string)
    database                 = string
    delete_protection        = bool
    name                     = string
    private_nodes            = bool
    storage_gib              = number
    user                     = string
    vcpus                    = number

    regions = list(object({
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
