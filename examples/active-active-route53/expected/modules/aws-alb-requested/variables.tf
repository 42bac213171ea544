variable "account_id" {
  description = "The account of the load balancer."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "admitted_ranges" {
  description = "The ranges that may reach the load balancer, under who they are."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for range in var.admitted_ranges : can(cidrhost(range, 0))])
    error_message = "Each range must be written as 173.245.48.0/20."
  }

  validation {
    condition     = length(var.admitted_ranges) >= 1 && length(var.admitted_ranges) <= 30
    error_message = "At least one range is needed, and a security group has room for 30 of them: each takes two of its 60 rules."
  }
}

variable "deletion_protection" {
  description = "Whether the load balancer refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "deregistration_delay_seconds" {
  description = "Seconds that a target that leaves may take for its open requests."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deregistration_delay_seconds >= 0 && var.deregistration_delay_seconds <= 3600
    error_message = "A target has between 0 and 3600 seconds to leave."
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

variable "idle_timeout_seconds" {
  description = "Seconds after which a silent connection is closed."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.idle_timeout_seconds >= 1 && var.idle_timeout_seconds <= 4000
    error_message = "A connection may be silent for 1 to 4000 seconds."
  }
}

variable "log_bucket" {
  description = "The bucket of the access logs, which is made here. The name is taken for the whole world."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.log_bucket))
    error_message = "A bucket is named with 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "log_retention_days" {
  description = "How many days access logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.log_retention_days >= 1
    error_message = "Access logs are kept for a day at least."
  }
}

variable "name" {
  description = "The name of the load balancer, and the first part of the names of what belongs to it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 25
    error_message = "The name has up to 25 lower-case letters, digits and single hyphens, and starts with a letter."
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
  description = "The region of the load balancer."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "The public subnets, by zone."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "A load balancer stands in two zones at least."
  }
}

variable "target_kind" {
  description = "How targets are registered: ip or instance."
  type        = string
  default     = "ip"
  nullable    = false

  validation {
    condition     = contains(["instance", "ip"], var.target_kind)
    error_message = "Targets are registered by ip or by instance."
  }
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

variable "target_protocol" {
  description = "What targets speak: HTTP, or HTTPS with a certificate that is not verified."
  type        = string
  default     = "HTTP"
  nullable    = false

  validation {
    condition     = contains(["HTTP", "HTTPS"], var.target_protocol)
    error_message = "Targets speak HTTP or HTTPS."
  }
}

variable "target_ranges" {
  description = "The ranges in which targets stand, under what they are."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for range in var.target_ranges : can(cidrhost(range, 0))])
    error_message = "Each range must be written as 10.30.0.0/16."
  }
}

variable "tls_policy" {
  description = "Which versions of TLS and which ciphers are offered."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  nullable    = false

  validation {
    condition     = can(regex("^ELBSecurityPolicy-TLS13-1-[23]-", var.tls_policy))
    error_message = "The policy must be one whose oldest version is TLS 1.2."
  }
}

variable "vpc_id" {
  description = "The VPC of the load balancer and of its targets."
  type        = string
  nullable    = false
}
