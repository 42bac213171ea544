variable "environment" {
  description = "The environment, such as production."
  type        = string
  nullable    = false
}

variable "labels" {
  description = "Labels for every resource, besides those for the project and the environment."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for key, value in var.labels : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))])
    error_message = "Labels must have lower-case letters, digits, underscores and hyphens only."
  }
}

variable "monitoring" {
  description = "Who is told of what, and from when on. The inputs of the alerts explain each field."
  nullable    = false
  type = object({
    recipients = object({
      alerts = object({
        channel_ids = list(string)
        emails      = list(string)
      })
      pages = object({
        channel_ids = list(string)
        emails      = list(string)
      })
    })
  })
}

variable "network" {
  description = "The network and its subnets. The input of the same name in its module explains each field."
  nullable    = false
  type = object({
    name         = string
    routing_mode = string

    firewall_rules = map(object({
      description   = string
      name          = string
      ports         = list(string)
      priority      = number
      protocol      = string
      source_ranges = list(string)
      target_tags   = list(string)
    }))

    flow_logs = object({
      aggregation_interval = string
      metadata             = string
      sampling             = number
    })

    nat = object({
      log_filter       = string
      min_ports_per_vm = number
    })

    nodes = object({
      ip_cidr_range          = string
      pods_ip_cidr_range     = string
      services_ip_cidr_range = string
    })

    private_services = object({
      export_custom_routes = bool
      import_custom_routes = bool
      ip_cidr_range        = string
    })

    subnets = map(object({
      ip_cidr_range = string
      name          = string
      region        = string
    }))
  })
}

variable "project" {
  description = "The project that the stack belongs to. This is not the Google Cloud project."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The ID of the Google Cloud project."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project ID has 6 to 30 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "region" {
  description = "The region of the stack."
  type        = string
  nullable    = false
}
