variable "database" {
  description = "The database. The input of the same name in its module explains each field."
  nullable    = false
  type = object({
    admin_password_version  = number
    admin_username          = string
    availability_type       = string
    connector_enforcement   = string
    database_name           = string
    database_version        = string
    deletion_protection     = bool
    deletion_protection_api = bool
    edition                 = string
    flags                   = map(string)
    iam_grants              = bool
    name                    = string
    public_ip               = bool
    server_ca_mode          = string
    ssl_mode                = string
    tier                    = string

    backup = object({
      enabled                        = bool
      final_backup_days              = number
      location                       = string
      point_in_time_recovery         = bool
      retain_on_delete               = bool
      retained_backups               = number
      start_time                     = string
      transaction_log_retention_days = number
    })

    disk = object({
      autoresize_limit_gib = number
      size_gib             = number
      type                 = string
    })

    iam_users = map(object({
      member = string
      name   = string
      type   = string
    }))

    insights = object({
      query_plans_per_minute = number
      query_string_length    = number
      record_client_address  = bool
    })

    maintenance_window = object({
      day   = number
      hour  = number
      track = string
    })

    placement = object({
      secondary_zone = string
      zone           = string
    })
  })
}

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

variable "load_balancer" {
  description = "The load balancer of the application. The inputs of the same names in its module explain each field."
  nullable    = false
  type = object({
    admitted_ranges = map(list(string))
    health_path     = string
    hostname        = string
    log_sampling    = number
    name            = string
    rate_per_target = number
    target_port     = number
    timeout_seconds = number
    waf_preview     = bool
    zones           = list(string)
  })
}

variable "monitoring" {
  description = "Who is told of what, and from when on. The inputs of the alerts explain each field."
  nullable    = false
  type = object({
    conflicts_per_minute = number
    lag_minutes          = number
    minutes              = number

    databases = map(map(number))

    load_balancer = object({
      certificate_days  = number
      errors_per_minute = number
      health_path       = string
      host              = string
      takes_traffic     = bool
    })

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

variable "project_number" {
  description = "The number of the Google Cloud project, which names its service agents."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+$", var.project_number))
    error_message = "A project number has digits only."
  }
}

variable "region" {
  description = "The region of the stack."
  type        = string
  nullable    = false
}
