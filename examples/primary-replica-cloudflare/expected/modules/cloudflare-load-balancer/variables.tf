variable "account_id" {
  description = "The account of the pools and of the monitor."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.account_id))
    error_message = "The ID of an account has 32 hexadecimal digits."
  }
}

variable "certificate_records" {
  description = "The CNAMEs that prove the name to the certificate authority of each cloud."
  nullable    = false
  type = map(object({
    name  = string
    value = string
  }))

  validation {
    condition     = alltrue([for record in var.certificate_records : !endswith(record.name, ".") && !endswith(record.value, ".")])
    error_message = "Cloudflare keeps names without a dot at their end, and a plan would differ for ever."
  }
}

variable "drained" {
  description = "The side that gets no clients, however healthy it is: aws or gcp, or none. Only where both take writes."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for side in var.drained : contains(["aws", "gcp"], side)])
    error_message = "A side is aws or gcp."
  }

  validation {
    condition     = !contains(var.drained, var.primary)
    error_message = "The side that comes first cannot be drained."
  }
}

variable "health_path" {
  description = "The path that answers 200 on the side that takes the writes, and nowhere else."
  type        = string
  default     = "/healthz/primary"
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

variable "monitor" {
  description = "How the sides are checked: seconds between two checks and for an answer, attempts, and how many checks decide."
  nullable    = false
  default = {
    consecutive_down = 2
    consecutive_up   = 2
    interval_seconds = 60
    retries          = 2
    timeout_seconds  = 5
  }
  type = object({
    consecutive_down = number
    consecutive_up   = number
    interval_seconds = number
    retries          = number
    timeout_seconds  = number
  })

  validation {
    condition     = var.monitor.interval_seconds >= 10 && var.monitor.interval_seconds <= 3600
    error_message = "There are 10 to 3600 seconds between two checks, on most plans 15 or more."
  }
}

variable "name" {
  description = "What the names of the pools begin with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.name))
    error_message = "The name has letters, digits, hyphens and underscores only."
  }
}

variable "origins" {
  description = "The entrance of each cloud: a name or an address that is not itself proxied by Cloudflare, and the regions that its checks come from."
  nullable    = false
  type = map(object({
    address       = string
    check_regions = list(string)
  }))

  validation {
    condition     = join(" ", sort(keys(var.origins))) == "aws gcp"
    error_message = "There are two origins, aws and gcp."
  }

  validation {
    condition     = alltrue([for origin in var.origins : length(origin.check_regions) >= 1])
    error_message = "Without regions the checks come from every data center, which most plans refuse."
  }
}

variable "primary" {
  description = "The side that comes first and is left when none is healthy: aws or gcp. Where one takes the writes it is that one, and a promotion changes it."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["aws", "gcp"], var.primary)
    error_message = "The primary is aws or gcp."
  }
}

variable "proxied" {
  description = "Whether requests pass through Cloudflare; else it only answers DNS."
  type        = bool
  default     = true
  nullable    = false
}

variable "regions" {
  description = "With the policy geo, the side of each region."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for side in var.regions : contains(["aws", "gcp"], side)])
    error_message = "The side of a region is aws or gcp."
  }

  validation {
    condition     = var.steering != "geo" || length(var.regions) >= 1
    error_message = "The policy geo needs the side of at least one region."
  }
}

variable "session_affinity" {
  description = "Whether a client stays with a side: none, cookie or ip_cookie."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["cookie", "ip_cookie", "none"], var.session_affinity)
    error_message = "Session affinity is none, cookie or ip_cookie."
  }

  validation {
    condition     = var.session_affinity == "none" || var.proxied
    error_message = "Only where requests pass through Cloudflare can it set a cookie."
  }
}

variable "session_affinity_ttl_seconds" {
  description = "How long a client stays with a side, in seconds."
  type        = number
  default     = 82800
  nullable    = false

  validation {
    condition     = var.session_affinity_ttl_seconds >= 1800 && var.session_affinity_ttl_seconds <= 604800
    error_message = "A cookie lives for 1800 to 604800 seconds."
  }
}

variable "steering" {
  description = "How a side is chosen: failover, latency, geo or weighted."
  type        = string
  default     = "failover"
  nullable    = false

  validation {
    condition     = contains(["failover", "geo", "latency", "weighted"], var.steering)
    error_message = "A side is chosen by failover, latency, geo or weighted."
  }
}

variable "ttl_seconds" {
  description = "How long DNS answers live that are not proxied, in seconds."
  type        = number
  default     = 30
  nullable    = false
}

variable "weights" {
  description = "With the policy weighted, the share of each side from 0 to 1."
  type        = map(number)
  default     = { aws = 0.5, gcp = 0.5 }
  nullable    = false

  validation {
    condition     = alltrue([for weight in var.weights : weight >= 0 && weight <= 1])
    error_message = "A share lies between 0 and 1."
  }
}

variable "zone_id" {
  description = "The zone of the name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.zone_id))
    error_message = "The ID of a zone has 32 hexadecimal digits."
  }
}
