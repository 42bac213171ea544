variable "account_id" {
  description = "The only account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "database" {
  description = "The database. The input of the same name in its module explains each field."
  nullable    = false
  type = object({
    allow_major_version_upgrade = bool
    apply_immediately           = bool
    auto_minor_version_upgrade  = bool
    backup_retention_days       = number
    backup_window               = string
    ca_certificate              = string
    class                       = string
    client_cidr_blocks          = map(string)
    client_security_group_ids   = map(string)
    database_name               = string
    deletion_protection         = bool
    engine_version              = string
    extended_support            = bool
    final_snapshot_prefix       = string
    iam_auth                    = bool
    log_exports                 = list(string)
    log_retention_days          = number
    maintenance_window          = string
    master_username             = string
    monitoring_interval_seconds = number
    monitoring_role_name        = string
    multi_az                    = bool
    name                        = string
    parameter_family            = string
    peer_cidr_blocks            = map(string)
    port                        = number
    publicly_accessible         = bool
    require_tls                 = bool
    zone                        = string

    insights = object({
      enabled        = bool
      mode           = string
      retention_days = number
    })

    parameters = map(object({
      apply_method = string
      value        = string
    }))

    storage = object({
      encrypted        = bool
      iops             = number
      max_size_gib     = number
      size_gib         = number
      throughput_mibps = number
      type             = string
    })
  })
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

variable "load_balancer" {
  description = "The load balancer of the application. The inputs of the same names in its module explain each field."
  nullable    = false
  type = object({
    admitted_ranges      = map(string)
    deletion_protection  = bool
    health_path          = string
    hostname             = string
    idle_timeout_seconds = number
    log_bucket           = string
    log_retention_days   = number
    name                 = string
    target_kind          = string
    target_port          = number
    target_protocol      = string
    target_ranges        = map(string)
  })
}

variable "monitoring" {
  description = "Who is told of what, and from when on. The inputs of the alarms explain each field."
  nullable    = false
  type = object({
    conflicts_per_minute = number
    lag_minutes          = number
    minutes              = number

    databases = map(map(number))

    load_balancer = object({
      certificate_days  = number
      errors_per_minute = number
      has_targets       = bool
      response_seconds  = number
      takes_traffic     = bool
    })

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

  validation {
    condition     = length(lookup(var.network.subnets, "database", {})) >= 2
    error_message = "The database needs subnets of the tier database in at least two zones."
  }
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
