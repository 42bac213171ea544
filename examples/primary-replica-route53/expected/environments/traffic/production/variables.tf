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

variable "primary" {
  description = "The side that takes the writes: aws or gcp. A promotion changes it."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["aws", "gcp"], var.primary)
    error_message = "The primary is aws or gcp."
  }
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
  })
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}
