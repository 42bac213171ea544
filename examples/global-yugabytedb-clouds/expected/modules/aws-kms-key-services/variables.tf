variable "account_id" {
  description = "The account that owns the key."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "alias" {
  description = "The alias of the key, without its alias/ prefix."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9/_-]{1,250}$", var.alias)) && !startswith(var.alias, "aws/")
    error_message = "An alias has 1 to 250 letters, digits, slashes, underscores and hyphens, and must not start with aws/."
  }
}

variable "deletion_window_days" {
  description = "How many days pass between the request to delete the key and its deletion."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "The deletion of a key waits between 7 and 30 days."
  }
}

variable "description" {
  description = "What the key protects."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.description) >= 1 && length(var.description) <= 8192
    error_message = "The description must say in up to 8192 characters what the key protects."
  }
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  default     = "aws"
  nullable    = false

  validation {
    condition     = contains(["aws", "aws-cn", "aws-us-gov"], var.partition)
    error_message = "The partition is aws, aws-cn or aws-us-gov."
  }
}

variable "region" {
  description = "The region of the key: a key never leaves it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "The region must have the form of ap-northeast-2."
  }
}

variable "services" {
  description = "The AWS services through which the key may be used, such as rds and secretsmanager."
  type        = list(string)
  nullable    = false

  validation {
    condition = length(var.services) > 0 && alltrue([
      for service in var.services : contains(["dms", "ec2", "elasticache", "kafka", "rds", "secretsmanager"], service)
    ])
    error_message = "The key may be used through dms, ec2, elasticache, kafka, rds and secretsmanager; at least one must be named."
  }
}
