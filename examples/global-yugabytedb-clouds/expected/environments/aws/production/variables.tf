variable "account_id" {
  description = "The only account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "environment" {
  description = "The environment, such as production."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "The environment has 1 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "monitoring" {
  description = "Who is told of what, and from when on. The inputs of the alarms explain each field."
  nullable    = false
  type = object({
    recipients = object({
      alerts = object({
        emails     = list(string)
        topic_arns = list(string)
      })
      pages = object({
        emails     = list(string)
        topic_arns = list(string)
      })
    })
  })
}

variable "network" {
  description = "The VPC and its subnets. The input of the same name in its module explains each field."
  nullable    = false
  type = object({
    cidr_block               = string
    dns_hostnames            = bool
    dns_support              = bool
    flow_logs_retention_days = number
    gateway_endpoints        = list(string)
    isolated_acl_rules       = map(string)
    name                     = string
    nat_gateway_zones        = map(string)
    secondary_cidr_blocks    = list(string)
    subnet_tags              = map(map(string))
    subnets                  = map(map(string))
    zones                    = map(string)
  })
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["aws", "aws-cn", "aws-us-gov"], var.partition)
    error_message = "The partition is aws, aws-cn or aws-us-gov."
  }
}

variable "project" {
  description = "The project that the stack belongs to."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.project))
    error_message = "The project has 1 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "region" {
  description = "The region of the stack."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "The region must have the form of ap-northeast-2."
  }
}

variable "tags" {
  description = "Tags for every resource, besides those for the project and the environment."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.tags) : !startswith(lower(name), "aws:") && length(name) <= 128])
    error_message = "The name of a tag has up to 128 characters and must not start with aws:, which AWS owns."
  }
}
