variable "admitted_ranges" {
  description = "The ranges that may reach the load balancer, up to ten under the priority of their rule. None lets everybody in."
  type        = map(list(string))
  nullable    = false

  validation {
    condition     = alltrue(flatten([for ranges in values(var.admitted_ranges) : [for range in ranges : can(cidrhost(range, 0))]]))
    error_message = "Each range must be written as 173.245.48.0/20."
  }

  validation {
    condition = alltrue([
      for priority, ranges in var.admitted_ranges : can(regex("^1[0-9]{3}$", priority)) && length(ranges) >= 1 && length(ranges) <= 10
    ])
    error_message = "A rule holds one to ten ranges and has a priority between 1000 and 1999."
  }
}

variable "health_path" {
  description = "The path by which a target says that it is alive, whatever the role of its side."
  type        = string
  default     = "/healthz"
  nullable    = false

  validation {
    condition     = startswith(var.health_path, "/")
    error_message = "A path begins with a slash."
  }
}

variable "hostname" {
  description = "The name that clients know, and that the certificate is for."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", var.hostname))
    error_message = "The name must have the form of crm.example.com."
  }
}

variable "log_sampling" {
  description = "The share of requests that is logged, from 0 to 1."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.log_sampling >= 0 && var.log_sampling <= 1
    error_message = "The share lies between 0 and 1."
  }
}

variable "name" {
  description = "The name of the load balancer, and the first part of the names of what belongs to it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,56}[a-z0-9])?$", var.name))
    error_message = "The name has up to 58 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "network_id" {
  description = "The VPC network of the targets."
  type        = string
  nullable    = false
}

variable "rate_per_target" {
  description = "Requests a second that one target takes. More are still sent when all targets are full."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.rate_per_target >= 1
    error_message = "A target takes a request a second at least."
  }
}

variable "subnet_id" {
  description = "The subnet that the endpoints are in."
  type        = string
  nullable    = false
}

variable "target_port" {
  description = "The port that targets listen at."
  type        = number
  default     = 8080
  nullable    = false

  validation {
    condition     = var.target_port >= 1 && var.target_port <= 65535
    error_message = "A port lies between 1 and 65535."
  }
}

variable "timeout_seconds" {
  description = "Seconds that a request may take."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 86400
    error_message = "A request may take 1 to 86400 seconds."
  }
}

variable "waf_preview" {
  description = "Whether the rules against attacks only write to the log what they would deny."
  type        = bool
  default     = true
  nullable    = false
}

variable "zones" {
  description = "The zones that get a network endpoint group."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.zones) >= 1
    error_message = "At least one zone is needed."
  }
}
