variable "access_string" {
  description = "What the user may do, in the access control language of the engine."
  type        = string
  default     = "on ~* &* +@all -@admin -@dangerous +info"
  nullable    = false

  validation {
    condition     = startswith(var.access_string, "on ")
    error_message = "The user must be on, or nobody can use the cache."
  }
}

variable "apply_immediately" {
  description = "Whether a change of the nodes is made at once; else it waits for the maintenance window."
  type        = bool
  default     = false
  nullable    = false
}

variable "at_rest_encryption" {
  description = "Whether data and snapshots are encrypted. It cannot be changed later."
  type        = bool
  default     = true
  nullable    = false
}

variable "automatic_failover" {
  description = "Whether a replica becomes the primary when the primary fails."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = !var.automatic_failover || var.nodes >= 2
    error_message = "Only a cache with at least two nodes can fail over."
  }
}

variable "client_cidr_blocks" {
  description = "The ranges whose hosts may connect, each under a name that says whose they are."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for cidr_block in values(var.client_cidr_blocks) : can(cidrnetmask(cidr_block)) && cidr_block != "0.0.0.0/0"
    ])
    error_message = "Each client is an IPv4 range, and never the whole internet."
  }

  validation {
    condition     = length(var.client_cidr_blocks) + length(var.client_security_group_ids) <= 60
    error_message = "A security group holds 60 rules: name fewer clients or wider ranges."
  }
}

variable "client_security_group_ids" {
  description = "The security groups whose members may connect, each under a name that says whose they are."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "data_tiering" {
  description = "Whether rarely used data moves to the disk of the node. The node types r6gd, and only they, need it."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.data_tiering == startswith(var.node_type, "cache.r6gd.")
    error_message = "Data tiering and the node types r6gd go together."
  }
}

variable "engine_version" {
  description = "The version of Valkey, such as 8.0."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(7\\.2|[89]\\.[0-9]+)$", var.engine_version))
    error_message = "Valkey has the versions 7.2, 8.x and 9.x."
  }
}

variable "final_snapshot_prefix" {
  description = "The beginning of the name of the snapshot that is taken when the cache is deleted; an ID follows. Null takes none."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", coalesce(var.final_snapshot_prefix, "none")))
    error_message = "A snapshot is named with lower-case letters, digits and single hyphens, and starts with a letter."
  }
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key for the data and the snapshots. Null only without encryption at rest."
  type        = string

  validation {
    condition     = !var.at_rest_encryption || var.kms_key_arn != null
    error_message = "Encryption at rest needs a key."
  }
}

variable "log_retention_days" {
  description = "How many days logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days,
    )
    error_message = "CloudWatch Logs keeps logs for one of a fixed list of days, such as 30, 90, 180 or 365."
  }
}

variable "logs_kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the logs. Its policy must admit CloudWatch Logs."
  type        = string
  nullable    = false
}

variable "maintenance_window" {
  description = "The weekly window for maintenance in UTC, at least an hour long, such as sun:19:00-sun:20:00."
  type        = string
  nullable    = false

  validation {
    condition = can(regex(
      "^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$",
      var.maintenance_window,
    ))
    error_message = "The maintenance window has the form of sun:19:00-sun:20:00, in UTC."
  }
}

variable "multi_az" {
  description = "Whether the nodes are spread over zones."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = !var.multi_az || var.automatic_failover
    error_message = "Spreading over zones needs automatic failover."
  }
}

variable "name" {
  description = "The ID of the replication group, and the first part of the names of what belongs to it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 40
    error_message = "The ID has up to 40 lower-case letters, digits and single hyphens, and starts with a letter."
  }
}

variable "node_type" {
  description = "The type of the nodes, such as cache.m7g.large."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^cache\\.[a-z0-9]+\\.[a-z0-9]+$", var.node_type))
    error_message = "The type has the form of cache.m7g.large."
  }
}

variable "nodes" {
  description = "The primary and its replicas, together."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.nodes >= 1 && var.nodes <= 6
    error_message = "A cache without shards has between 1 and 6 nodes."
  }
}

variable "parameter_family" {
  description = "The family of the parameter group, such as valkey8."
  type        = string
  nullable    = false

  validation {
    condition     = var.parameter_family == "valkey${split(".", var.engine_version)[0]}"
    error_message = "The family must be valkey with the major version of the engine."
  }
}

variable "parameters" {
  description = "The parameters of the engine, such as maxmemory-policy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !contains(keys(var.parameters), "cluster-enabled")
    error_message = "The parameter cluster-enabled follows from the shape of the cache."
  }
}

variable "port" {
  description = "The port of the cache."
  type        = number
  default     = 6379
  nullable    = false

  validation {
    condition     = var.port >= 1024 && var.port <= 65535
    error_message = "The port lies between 1024 and 65535."
  }
}

variable "snapshot_retention_days" {
  description = "How many days daily snapshots are kept. 0 switches them off."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.snapshot_retention_days >= 0 && var.snapshot_retention_days <= 35
    error_message = "Snapshots are kept between 0 and 35 days."
  }
}

variable "snapshot_window" {
  description = "The daily window of the snapshot in UTC, at least an hour long, such as 16:00-17:00."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", var.snapshot_window))
    error_message = "The snapshot window has the form of 16:00-17:00, in UTC."
  }
}

variable "subnet_ids" {
  description = "The subnets of the cache tier, by zone."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= (var.multi_az ? 2 : 1) && length(var.subnet_ids) <= 20
    error_message = "A cache has 1 to 20 subnets, and one that is spread over zones at least two."
  }
}

variable "transit_encryption" {
  description = "Whether TLS is required, preferred (to move an existing cache to TLS) or none."
  type        = string
  default     = "required"
  nullable    = false

  validation {
    condition     = contains(["none", "preferred", "required"], var.transit_encryption)
    error_message = "TLS is required, preferred or none."
  }

  validation {
    condition     = var.transit_encryption == "required"
    error_message = "Users exist only where TLS is required."
  }
}

variable "user_name" {
  description = "The user that clients log in as."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.user_name)) && length(var.user_name) <= 40
    error_message = "The user is named with up to 40 lower-case letters, digits and single hyphens, and starts with a letter."
  }

  validation {
    condition     = var.user_name != "default"
    error_message = "The default user cannot authenticate with IAM."
  }
}

variable "vpc_id" {
  description = "The VPC of the cache."
  type        = string
  nullable    = false
}
