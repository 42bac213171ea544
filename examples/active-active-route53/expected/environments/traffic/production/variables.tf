variable "account_id" {
  description = "The only AWS account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "certificate_records" {
  description = "The CNAMEs that prove the name to the certificate authority of each cloud."
  nullable    = false
  type = map(object({
    name  = string
    value = string
  }))
}

variable "drained" {
  description = "The side that gets no clients, however healthy it is: aws or gcp, or none."
  type        = list(string)
  nullable    = false

  validation {
    condition     = alltrue([for side in var.drained : contains(["aws", "gcp"], side)])
    error_message = "A side is aws or gcp."
  }
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

variable "health_path" {
  description = "The path that answers 200 on a side that takes writes, and nowhere else."
  type        = string
  nullable    = false
}

variable "hostname" {
  description = "The name that clients know."
  type        = string
  nullable    = false
}

variable "origins" {
  description = "The entrance of each cloud."
  nullable    = false
  type = object({
    aws = object({
      address = string
      zone_id = string
    })
    gcp = object({
      address = string
    })
  })
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}

variable "route53" {
  description = "The records and their health checks. The inputs of the same names in the module explain each field."
  nullable    = false
  type = object({
    check_regions     = optional(list(string))
    failure_threshold = number
    interval_seconds  = number
    ttl_seconds       = number
    zone_id           = string

    weights = object({
      aws = number
      gcp = number
    })
  })
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
