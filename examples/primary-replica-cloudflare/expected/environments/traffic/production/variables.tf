variable "certificate_records" {
  description = "The CNAMEs that prove the name to the certificate authority of each cloud."
  nullable    = false
  type = map(object({
    name  = string
    value = string
  }))
}

variable "cloudflare" {
  description = "The load balancer. The inputs of the same names in its module explain each field."
  nullable    = false
  type = object({
    account_id                   = string
    proxied                      = bool
    regions                      = map(string)
    session_affinity             = string
    session_affinity_ttl_seconds = number
    steering                     = string
    ttl_seconds                  = number
    weights                      = map(number)
    zone_id                      = string

    monitor = object({
      consecutive_down = number
      consecutive_up   = number
      interval_seconds = number
      retries          = number
      timeout_seconds  = number
    })
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
  type = map(object({
    address       = string
    check_regions = list(string)
  }))
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
