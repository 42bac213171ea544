variable "alternative_zone" {
  description = "The zone of the standby. Null lets Google choose."
  type        = string
  default     = null

  validation {
    condition     = var.alternative_zone == null ? true : startswith(var.alternative_zone, "${var.region}-") && var.alternative_zone != var.zone
    error_message = "The zone of the standby must be in the region, and not that of the primary."
  }

  validation {
    condition     = var.alternative_zone == null || var.tier == "STANDARD_HA"
    error_message = "A basic instance has no standby to place."
  }
}

variable "auth_secret_version" {
  description = "The version of the AUTH string in Secret Manager. Raise it after Google has made a new one, to copy it again."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.auth_secret_version >= 1 && floor(var.auth_secret_version) == var.auth_secret_version
    error_message = "The version must be a whole number from 1 on."
  }
}

variable "configs" {
  description = "The Redis settings that Memorystore lets change, such as maxmemory-policy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for name in keys(var.configs) : contains(
        [
          "activedefrag", "lfu-decay-time", "lfu-log-factor", "maxmemory-gb", "maxmemory-policy",
          "notify-keyspace-events", "stream-node-max-bytes", "stream-node-max-entries", "timeout",
        ],
        name,
      )
    ])
    error_message = "Memorystore takes only a few settings: maxmemory-policy, maxmemory-gb, notify-keyspace-events, timeout, activedefrag, lfu-* and stream-node-max-*."
  }
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the instance and its secret."
  type        = bool
  default     = true
  nullable    = false
}

variable "engine_version" {
  description = "The version of Redis, such as REDIS_7_2. It can only go up."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^REDIS_[0-9]+_([0-9]+|X)$", var.engine_version))
    error_message = "The version must be written like REDIS_7_2."
  }
}

variable "kms_key" {
  description = "The customer key of the instance and of the secret, in the form projects/PROJECT/locations/REGION/keyRings/RING/cryptoKeys/KEY. It cannot change later."
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

variable "memory_size_gib" {
  description = "The memory of the instance in GiB."
  type        = number
  nullable    = false

  validation {
    condition     = var.memory_size_gib >= 1 && var.memory_size_gib <= 300 && floor(var.memory_size_gib) == var.memory_size_gib
    error_message = "The memory must be a whole number of GiB between 1 and 300."
  }
}

variable "name" {
  description = "The name of the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", var.name))
    error_message = "The name must have 2 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen."
  }
}

variable "network_id" {
  description = "The ID of the network that the instance is reached from."
  type        = string
  nullable    = false
}

variable "private_services_connection_id" {
  description = "The ID of the peering with Google's services. The instance waits for it."
  type        = string
  nullable    = false
}

variable "private_services_range_name" {
  description = "The name of the reserved range that the instance takes its addresses from."
  type        = string
  nullable    = false
}

variable "read_replicas" {
  description = "How many replicas serve reads. Whether there are any is decided at creation."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.read_replicas >= 0 && var.read_replicas <= 5 && floor(var.read_replicas) == var.read_replicas
    error_message = "There can be 0 to 5 read replicas."
  }

  validation {
    condition     = var.read_replicas == 0 || (var.tier == "STANDARD_HA" && var.memory_size_gib >= 5)
    error_message = "Read replicas need the tier STANDARD_HA and at least 5 GiB of memory."
  }
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

variable "snapshot_period" {
  description = "How often a snapshot is taken: ONE_HOUR, SIX_HOURS, TWELVE_HOURS, TWENTY_FOUR_HOURS, or NONE for a cache that starts empty."
  type        = string
  default     = "TWELVE_HOURS"
  nullable    = false

  validation {
    condition     = contains(["NONE", "ONE_HOUR", "SIX_HOURS", "TWELVE_HOURS", "TWENTY_FOUR_HOURS"], var.snapshot_period)
    error_message = "The period must be ONE_HOUR, SIX_HOURS, TWELVE_HOURS, TWENTY_FOUR_HOURS or NONE."
  }
}

variable "tier" {
  description = "Whether a standby takes over (STANDARD_HA) or not (BASIC). It cannot change later."
  type        = string
  default     = "STANDARD_HA"
  nullable    = false

  validation {
    condition     = contains(["BASIC", "STANDARD_HA"], var.tier)
    error_message = "The tier must be STANDARD_HA or BASIC."
  }
}

variable "transit_encryption_mode" {
  description = "Whether clients speak TLS (SERVER_AUTHENTICATION) or not (DISABLED). It cannot change later."
  type        = string
  default     = "SERVER_AUTHENTICATION"
  nullable    = false

  validation {
    condition     = contains(["DISABLED", "SERVER_AUTHENTICATION"], var.transit_encryption_mode)
    error_message = "The mode must be SERVER_AUTHENTICATION or DISABLED."
  }
}

variable "zone" {
  description = "The zone of the primary. Null lets Google choose."
  type        = string
  default     = null

  validation {
    condition     = var.zone == null ? true : startswith(var.zone, "${var.region}-")
    error_message = "The zone must belong to the region of the instance."
  }
}
