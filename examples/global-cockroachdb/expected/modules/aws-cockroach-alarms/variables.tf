variable "account_id" {
  description = "The account of the log group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "actions" {
  description = "The topics that a page is published to."
  nullable    = false
  type = object({
    page = list(string)
  })
}

variable "cluster_id" {
  description = "The ID of the cluster, which whoever takes the role must name."
  type        = string
  nullable    = false
}

variable "exported_to" {
  description = "The log group that the export of the cluster names: `log_group_name` of the export, which waits until metrics come."
  type        = string
  nullable    = false
}

variable "log_retention_days" {
  description = "The days for which the lines that bring the metrics are kept. CloudWatch keeps the metrics themselves for 15 months."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90], var.log_retention_days)
    error_message = "The lines are kept for 1, 3, 5, 7, 14, 30, 60 or 90 days."
  }
}

variable "logs_kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the log group. Its policy must admit CloudWatch Logs."
  type        = string
  nullable    = false
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,55}$", var.name))
    error_message = "The name has 1 to 56 lower-case letters, digits and hyphens, and starts with a letter: that of the role is 8 longer."
  }
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the log group, in which the cluster must have nodes."
  type        = string
  nullable    = false
}

variable "silent_minutes" {
  description = "For how many minutes no metric comes before it is told."
  type        = number
  default     = 15
  nullable    = false

  validation {
    condition     = contains([5, 10, 15, 20, 30, 60], var.silent_minutes)
    error_message = "Silence is told of after 5, 10, 15, 20, 30 or 60 minutes."
  }
}

variable "writer_account" {
  description = "The account in which Cockroach Labs runs the cluster: `account_id` of the cluster."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.writer_account))
    error_message = "An account ID has 12 digits."
  }
}
