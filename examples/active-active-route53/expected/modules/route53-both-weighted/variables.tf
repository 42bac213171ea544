variable "aws" {
  description = "The load balancer in AWS: its DNS name, and the hosted zone that an alias to it names."
  nullable    = false
  type = object({
    address = string
    zone_id = string
  })
}

variable "certificate_records" {
  description = "The CNAMEs that prove the name to the certificate authority of each cloud."
  nullable    = false
  type = map(object({
    name  = string
    value = string
  }))
}

variable "check_regions" {
  description = "The regions that the checks come from; null for all."
  type        = list(string)
  default     = null

  validation {
    condition     = var.check_regions == null || try(length(var.check_regions), 0) >= 3
    error_message = "Route 53 checks from three regions at least."
  }
}

variable "drained" {
  description = "The side that gets no clients, however healthy it is: aws or gcp, or none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for side in var.drained : contains(["aws", "gcp"], side)])
    error_message = "A side is aws or gcp."
  }

  validation {
    condition     = length(var.drained) <= 1
    error_message = "One side must be left."
  }
}

variable "failure_threshold" {
  description = "Failed checks in a row after which a side is unhealthy."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.failure_threshold >= 1 && var.failure_threshold <= 10
    error_message = "A side is unhealthy after 1 to 10 failed checks."
  }
}

variable "gcp" {
  description = "The load balancer in Google Cloud: its reserved address."
  nullable    = false
  type = object({
    address = string
  })

  validation {
    condition     = can(cidrhost("${var.gcp.address}/32", 0))
    error_message = "Route 53 can point to Google Cloud by an IPv4 address only."
  }
}

variable "health_path" {
  description = "The path that answers 200 on a side while it takes clients, and only then."
  type        = string
  default     = "/healthz/writable"
  nullable    = false

  validation {
    condition     = startswith(var.health_path, "/")
    error_message = "A path begins with a slash."
  }
}

variable "hostname" {
  description = "The name that clients know."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", var.hostname))
    error_message = "The name must have the form of crm.example.com."
  }
}

variable "interval_seconds" {
  description = "Seconds between two checks of one checker. Another interval makes the checks anew."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([10, 30], var.interval_seconds)
    error_message = "Route 53 checks every 10 or every 30 seconds."
  }
}

variable "name" {
  description = "What the names of the health checks begin with."
  type        = string
  nullable    = false
}

variable "ttl_seconds" {
  description = "How long the record of Google Cloud lives in caches, in seconds. That of AWS is an alias and lives for 60."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.ttl_seconds >= 1 && var.ttl_seconds <= 60
    error_message = "A record with a health check lives for 60 seconds at the most."
  }
}

variable "weights" {
  description = "The share of each side in the sum of both. A side with 0 gets clients only when the other one is unhealthy."
  nullable    = false
  type = object({
    aws = number
    gcp = number
  })

  validation {
    condition     = alltrue([for weight in values(var.weights) : weight >= 0 && weight <= 255 && floor(weight) == weight])
    error_message = "A weight is a whole number from 0 to 255."
  }

  validation {
    condition     = var.weights.aws + var.weights.gcp > 0
    error_message = "One side must have a share."
  }
}

variable "zone_id" {
  description = "The hosted zone of the name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^Z[0-9A-Z]+$", var.zone_id))
    error_message = "The ID of a hosted zone begins with Z."
  }
}
