variable "autoscaling" {
  description = "Between which sizes the instance follows the load, and what it aims at."
  nullable    = false
  type = object({
    cpu_percent          = number
    max_processing_units = number
    min_processing_units = number
    storage_percent      = number
  })

  validation {
    condition = (
      var.autoscaling.min_processing_units % 1000 == 0
      && var.autoscaling.max_processing_units % 1000 == 0
      && var.autoscaling.min_processing_units >= 1000
      && var.autoscaling.max_processing_units >= var.autoscaling.min_processing_units
    )
    error_message = "Both sizes are thousands of processing units, the smaller one first."
  }
}

variable "aws_account_id" {
  description = "The AWS account whose roles are let in."
  type        = string
  nullable    = false
}

variable "aws_roles" {
  description = "The names of the IAM roles whose sessions read and write."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.aws_roles) > 0 && alltrue([for role in var.aws_roles : can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", role))])
    error_message = "Each role is the name of an IAM role, without a path."
  }
}

variable "backup_retention_days" {
  description = "The days for which a daily backup is kept."
  type        = number
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 365
    error_message = "A backup is kept for 1 to 365 days."
  }
}

variable "backup_schedule" {
  description = "When the daily backup begins, in UTC, as a line of cron."
  type        = string
  default     = "0 18 * * *"
  nullable    = false
}

variable "configuration" {
  description = "The configuration of the instance, which says where its copies stand."
  type        = string
  nullable    = false
}

variable "database" {
  description = "The name of the database."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,28}[a-z0-9]$", var.database))
    error_message = "A database of Spanner has a name of 2 to 30 lower-case letters, digits and underscores that begins with a letter."
  }
}

variable "ddl" {
  description = "The statements of the schema in their order. More are added at the end only."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether the database refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "dialect" {
  description = "The language of the SQL. It cannot change later."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["GOOGLE_STANDARD_SQL", "POSTGRESQL"], var.dialect)
    error_message = "The dialect is GOOGLE_STANDARD_SQL or POSTGRESQL."
  }
}

variable "edition" {
  description = "What is paid for: STANDARD, ENTERPRISE or ENTERPRISE_PLUS."
  type        = string
  nullable    = false

  validation {
    condition     = var.edition == "ENTERPRISE_PLUS" || (contains(["ENTERPRISE", "STANDARD"], var.edition) && startswith(var.configuration, "regional-"))
    error_message = "Several regions need the edition ENTERPRISE_PLUS."
  }
}

variable "kms_key_names" {
  description = "The keys of Cloud KMS that encrypt the database, one in each region of the configuration. The service agent of Spanner may use them. They cannot change later."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.kms_key_names) > 0 && alltrue([for key in var.kms_key_names : can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", key))])
    error_message = "A key is projects/PROJECT/locations/REGION/keyRings/RING/cryptoKeys/KEY, without a version."
  }
}

variable "name" {
  description = "The name of the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.name))
    error_message = "An instance has a name of 6 to 30 lower-case letters, digits and hyphens that begins with a letter."
  }
}

variable "users" {
  description = "The principals of Google Cloud that read and write."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "version_retention_days" {
  description = "The days for which any moment can be read again."
  type        = number
  nullable    = false

  validation {
    condition     = var.version_retention_days >= 1 && var.version_retention_days <= 7
    error_message = "Any moment of 1 to 7 days can be read again."
  }
}
