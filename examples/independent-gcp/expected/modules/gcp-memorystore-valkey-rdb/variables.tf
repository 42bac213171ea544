variable "authorization_mode" {
  description = "Whether clients authenticate with IAM (IAM_AUTH) or not (AUTH_DISABLED). It cannot change later."
  type        = string
  default     = "IAM_AUTH"
  nullable    = false

  validation {
    condition     = contains(["AUTH_DISABLED", "IAM_AUTH"], var.authorization_mode)
    error_message = "The mode must be IAM_AUTH or AUTH_DISABLED."
  }

  validation {
    condition     = var.authorization_mode == "AUTH_DISABLED" || var.transit_encryption_mode == "SERVER_AUTHENTICATION"
    error_message = "A client must not send its token without TLS."
  }
}

variable "backup" {
  description = "Daily backups: the hour in UTC, and how many days each is kept."
  type = object({
    retention_days = optional(number, 7)
    start_hour     = optional(number, 16)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.backup.retention_days >= 1 && var.backup.retention_days <= 365
    error_message = "A backup can be kept for 1 to 365 days."
  }

  validation {
    condition     = var.backup.start_hour >= 0 && var.backup.start_hour <= 23
    error_message = "The hour must lie between 0 and 23."
  }
}

variable "configs" {
  description = "The settings of the engine, such as maxmemory-policy."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether Google Cloud refuses to delete the instance."
  type        = bool
  default     = true
  nullable    = false
}

variable "engine_version" {
  description = "The version of Valkey, such as VALKEY_8_0."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^VALKEY_[0-9]+_[0-9]+$", var.engine_version))
    error_message = "The version must be written like VALKEY_8_0."
  }
}

variable "kms_key" {
  description = "The customer key of the instance, in the form projects/PROJECT/locations/REGION/keyRings/RING/cryptoKeys/KEY. It cannot change later."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key))
    error_message = "The key must be given by its full ID, without a version."
  }
}

variable "maintenance_window" {
  description = "When Google may maintain the instance: the day, and the hour in UTC."
  type = object({
    day  = optional(string, "SUNDAY")
    hour = optional(number, 19)
  })
  default  = {}
  nullable = false

  validation {
    condition = contains(
      ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"],
      var.maintenance_window.day,
    )
    error_message = "The day must be written like SUNDAY."
  }

  validation {
    condition     = var.maintenance_window.hour >= 0 && var.maintenance_window.hour <= 23
    error_message = "The hour must lie between 0 and 23."
  }
}

variable "mode" {
  description = "Whether keys are spread over shards and clients speak the cluster protocol (CLUSTER) or not (CLUSTER_DISABLED). It cannot change later."
  type        = string
  default     = "CLUSTER"
  nullable    = false

  validation {
    condition     = contains(["CLUSTER", "CLUSTER_DISABLED"], var.mode)
    error_message = "The mode must be CLUSTER or CLUSTER_DISABLED."
  }
}

variable "name" {
  description = "The name of the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,49}[a-z0-9]$", var.name))
    error_message = "The name must have 4 to 51 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen."
  }
}

variable "network_id" {
  description = "The ID of the network that the instance is reached from."
  type        = string
  nullable    = false
}

variable "node_type" {
  description = "The machine type of each node."
  type        = string
  default     = "HIGHMEM_MEDIUM"
  nullable    = false

  validation {
    condition     = contains(["HIGHMEM_MEDIUM", "HIGHMEM_XLARGE", "SHARED_CORE_NANO", "STANDARD_SMALL"], var.node_type)
    error_message = "The node type must be SHARED_CORE_NANO, STANDARD_SMALL, HIGHMEM_MEDIUM or HIGHMEM_XLARGE."
  }
}

variable "project_id" {
  description = "The ID of the project that the endpoints are made in."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "The region must be written like asia-northeast3."
  }
}

variable "replica_count" {
  description = "How many replicas each shard has."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.replica_count >= 0 && var.replica_count <= 5 && floor(var.replica_count) == var.replica_count
    error_message = "A shard can have 0 to 5 replicas."
  }
}

variable "shard_count" {
  description = "Over how many shards the keys are spread."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.shard_count >= 1 && var.shard_count <= 250 && floor(var.shard_count) == var.shard_count
    error_message = "There can be 1 to 250 shards."
  }

  validation {
    condition     = var.mode == "CLUSTER" || var.shard_count == 1
    error_message = "Without cluster mode there is one shard."
  }
}

variable "snapshot_period" {
  description = "How often a snapshot is taken: ONE_HOUR, SIX_HOURS, TWELVE_HOURS or TWENTY_FOUR_HOURS."
  type        = string
  default     = "TWELVE_HOURS"
  nullable    = false

  validation {
    condition     = contains(["ONE_HOUR", "SIX_HOURS", "TWELVE_HOURS", "TWENTY_FOUR_HOURS"], var.snapshot_period)
    error_message = "The period must be ONE_HOUR, SIX_HOURS, TWELVE_HOURS or TWENTY_FOUR_HOURS."
  }
}

variable "subnet_ids" {
  description = "The IDs of the subnets that the endpoints take their addresses from."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "The endpoints need at least one subnet."
  }
}

variable "transit_encryption_mode" {
  description = "Whether clients speak TLS (SERVER_AUTHENTICATION) or not (TRANSIT_ENCRYPTION_DISABLED). It cannot change later."
  type        = string
  default     = "SERVER_AUTHENTICATION"
  nullable    = false

  validation {
    condition     = contains(["SERVER_AUTHENTICATION", "TRANSIT_ENCRYPTION_DISABLED"], var.transit_encryption_mode)
    error_message = "The mode must be SERVER_AUTHENTICATION or TRANSIT_ENCRYPTION_DISABLED."
  }
}

variable "zone" {
  description = "The one zone of every node. Null spreads them over several zones."
  type        = string
  default     = null

  validation {
    condition     = var.zone == null ? true : startswith(var.zone, "${var.region}-")
    error_message = "The zone must belong to the region of the instance."
  }
}
