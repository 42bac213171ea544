variable "key_arns" {
  description = "The ARNs of the keys."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.key_arns) > 0 && alltrue([for arn in var.key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", arn))])
    error_message = "Each key is given by its ARN, not by an alias."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,58}$", var.name))
    error_message = "The name has 1 to 59 lower-case letters, digits and hyphens, and starts with a letter: that of the role is 5 longer."
  }
}

variable "organization_id" {
  description = "The ID of the organization in CockroachDB Cloud, which whoever takes the role must name."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "The AWS partition of the account."
  type        = string
  nullable    = false
}

variable "user_account" {
  description = "The account in which Cockroach Labs runs the cluster: `account_id` of the cluster."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.user_account))
    error_message = "An account ID has 12 digits."
  }
}
