variable "admin_password_version" {
  description = "The version of the administrator's password. Raising it makes a new one."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.admin_password_version >= 1 && floor(var.admin_password_version) == var.admin_password_version
    error_message = "The version must be a whole number from 1 on."
  }
}

variable "admin_username" {
  description = "The name of the administrator."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_]{0,62}$", var.admin_username)) && !can(regex("^(cloudsql|pg_|postgres$)", var.admin_username))
    error_message = "The name must have at most 63 lower-case letters, digits and underscores, and must not be one that PostgreSQL or Cloud SQL keeps."
  }
}

variable "availability_type" {
  description = "Whether a standby in another zone takes over (REGIONAL) or not (ZONAL)."
  type        = string
  default     = "REGIONAL"
  nullable    = false

  validation {
    condition     = contains(["REGIONAL", "ZONAL"], var.availability_type)
    error_message = "The availability type must be REGIONAL or ZONAL."
  }
}

variable "backup" {
  description = "Daily backups (start time in UTC; a null location is the multi-region nearest to the instance), logs for point-in-time recovery, and what stays when the instance is deleted: its backups, and a final one for a number of days (0 for none)."
  type = object({
    enabled                        = optional(bool, true)
    final_backup_days              = optional(number, 30)
    location                       = optional(string)
    point_in_time_recovery         = optional(bool, true)
    retain_on_delete               = optional(bool, true)
    retained_backups               = optional(number, 14)
    start_time                     = optional(string, "17:00")
    transaction_log_retention_days = optional(number, 7)
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.backup.start_time))
    error_message = "The start time must be written like 17:00."
  }

  validation {
    condition     = var.backup.retained_backups >= 1 && var.backup.retained_backups <= 365
    error_message = "Between 1 and 365 backups can be kept."
  }

  validation {
    condition = (
      var.backup.transaction_log_retention_days >= 1
      && var.backup.transaction_log_retention_days <= (var.edition == "ENTERPRISE_PLUS" ? 35 : 7)
    )
    error_message = "Transaction logs can be kept for 1 to 7 days, or up to 35 with Enterprise Plus."
  }

  validation {
    condition     = var.backup.final_backup_days >= 0 && var.backup.final_backup_days <= 365
    error_message = "A final backup can be kept for up to 365 days."
  }
}

variable "connector_enforcement" {
  description = "Whether clients must use the Cloud SQL Auth Proxy or a connector: REQUIRED or NOT_REQUIRED."
  type        = string
  default     = "NOT_REQUIRED"
  nullable    = false

  validation {
    condition     = contains(["NOT_REQUIRED", "REQUIRED"], var.connector_enforcement)
    error_message = "Connector enforcement must be REQUIRED or NOT_REQUIRED."
  }
}

variable "database_name" {
  description = "The name of the database."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z_][a-zA-Z0-9_-]{0,62}$", var.database_name))
    error_message = "The name must have at most 63 letters, digits, underscores and hyphens, starting with a letter or underscore."
  }
}

variable "database_version" {
  description = "The major version of PostgreSQL, such as POSTGRES_17."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^POSTGRES_[0-9]+$", var.database_version))
    error_message = "The version must be written like POSTGRES_17."
  }
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the instance, its replicas and the secret."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection_api" {
  description = "Whether Google Cloud refuses to delete the instance, whoever asks."
  type        = bool
  default     = true
  nullable    = false
}

variable "disk" {
  description = "The first size of the disk in GiB, the size up to which it grows by itself (0 for no limit), and its type."
  type = object({
    autoresize_limit_gib = optional(number, 500)
    size_gib             = optional(number, 50)
    type                 = optional(string, "PD_SSD")
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["HYPERDISK_BALANCED", "PD_HDD", "PD_SSD"], var.disk.type)
    error_message = "The disk type must be PD_SSD, PD_HDD or HYPERDISK_BALANCED."
  }

  validation {
    condition     = var.disk.size_gib >= (var.disk.type == "HYPERDISK_BALANCED" ? 20 : 10)
    error_message = "A disk must have at least 10 GiB, a Hyperdisk at least 20."
  }

  validation {
    condition     = var.disk.autoresize_limit_gib == 0 || var.disk.autoresize_limit_gib >= var.disk.size_gib
    error_message = "The limit must not be below the size of the disk."
  }
}

variable "edition" {
  description = "The edition, which decides on the machine types: ENTERPRISE or ENTERPRISE_PLUS."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["ENTERPRISE", "ENTERPRISE_PLUS"], var.edition)
    error_message = "The edition must be ENTERPRISE or ENTERPRISE_PLUS."
  }
}

variable "flags" {
  description = "The database flags, under the names that Cloud SQL gives them."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.flags) : !startswith(name, "rds.")])
    error_message = "Flags must have the names that Cloud SQL gives them, not those of Amazon RDS."
  }
}

variable "iam_grants" {
  description = "Whether iam_users get the roles to log in to this instance. False leaves that to whoever grants roles in the project."
  type        = bool
  default     = true
  nullable    = false
}

variable "iam_users" {
  description = "The principals that log in with IAM, under keys that never change: each as a member of a policy, by its name as the database knows it, and its type."
  type = map(object({
    member = string
    name   = string
    type   = string
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for user in var.iam_users :
      contains(["CLOUD_IAM_GROUP", "CLOUD_IAM_SERVICE_ACCOUNT", "CLOUD_IAM_USER"], user.type)
    ])
    error_message = "The type of a user must be CLOUD_IAM_USER, CLOUD_IAM_SERVICE_ACCOUNT or CLOUD_IAM_GROUP."
  }

  validation {
    condition     = alltrue([for user in var.iam_users : can(regex("^(user|serviceAccount|group):[^@ ]+@[^@ ]+$", user.member))])
    error_message = "A member has the form of user:, serviceAccount: or group: and an e-mail address."
  }

  validation {
    condition     = length(var.iam_users) == 0 || lookup(var.flags, "cloudsql.iam_authentication", "off") == "on"
    error_message = "IAM users can log in only where the flag cloudsql.iam_authentication is on."
  }

  validation {
    condition     = alltrue([for user in var.iam_users : !endswith(user.name, ".gserviceaccount.com")])
    error_message = "PostgreSQL knows a service account by its e-mail address without .gserviceaccount.com."
  }
}

variable "insights" {
  description = "What query insights keep: plans per minute, bytes of each query, and the addresses of clients."
  type = object({
    query_plans_per_minute = optional(number, 5)
    query_string_length    = optional(number, 1024)
    record_client_address  = optional(bool, true)
  })
  default  = {}
  nullable = false

  validation {
    condition = (
      var.edition == "ENTERPRISE_PLUS"
      ? var.insights.query_plans_per_minute >= 0 && var.insights.query_plans_per_minute <= 200
      : var.insights.query_plans_per_minute >= 0 && var.insights.query_plans_per_minute <= 20
    )
    error_message = "Insights take at most 20 plans a minute, or 200 with Enterprise Plus."
  }

  validation {
    condition = (
      var.edition == "ENTERPRISE_PLUS"
      ? var.insights.query_string_length >= 1024 && var.insights.query_string_length <= 100000
      : var.insights.query_string_length >= 256 && var.insights.query_string_length <= 4500
    )
    error_message = "Insights keep 256 to 4500 bytes of a query, or 1024 to 100000 with Enterprise Plus."
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

variable "labels" {
  description = "The labels of the instance and its replicas, which the default labels of the provider do not reach."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key, value in var.labels : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))])
    error_message = "Labels must have lower-case letters, digits, underscores and hyphens only."
  }
}

variable "maintenance_window" {
  description = "When updates may restart the instance: the day (1 is Monday), the hour (UTC), and the track: canary, stable or week5."
  type = object({
    day   = optional(number, 7)
    hour  = optional(number, 18)
    track = optional(string, "stable")
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.maintenance_window.day >= 1 && var.maintenance_window.day <= 7
    error_message = "The day must lie between 1 (Monday) and 7 (Sunday)."
  }

  validation {
    condition     = var.maintenance_window.hour >= 0 && var.maintenance_window.hour <= 23
    error_message = "The hour must lie between 0 and 23."
  }

  validation {
    condition     = contains(["canary", "stable", "week5"], var.maintenance_window.track)
    error_message = "The track must be canary, stable or week5."
  }
}

variable "name" {
  description = "The name of the instance. After a deletion it stays taken for up to a week."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,95}[a-z0-9])?$", var.name))
    error_message = "The name must have lower-case letters, digits and hyphens only, starting with a letter and not ending with a hyphen."
  }
}

variable "network_id" {
  description = "The ID of the network that the instance is reached from."
  type        = string
  nullable    = false
}

variable "placement" {
  description = "The zone of the primary, and that of the standby (null for a zonal instance)."
  type = object({
    secondary_zone = optional(string)
    zone           = string
  })
  nullable = false

  validation {
    condition = (
      startswith(var.placement.zone, "${var.region}-")
      && (var.placement.secondary_zone == null ? true : startswith(var.placement.secondary_zone, "${var.region}-"))
    )
    error_message = "The zones must belong to the region of the instance."
  }

  validation {
    condition     = var.placement.secondary_zone != var.placement.zone
    error_message = "The standby must be in another zone than the primary."
  }

  validation {
    condition     = var.availability_type == "REGIONAL" || var.placement.secondary_zone == null
    error_message = "A zonal instance has no standby to place."
  }
}

variable "private_services_connection_id" {
  description = "The ID of the peering with Google's services. The instance waits for it."
  type        = string
  nullable    = false
}

variable "private_services_range_name" {
  description = "The name of the reserved range that the instance takes its address from."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The project of the instance, whose policy grants the roles to log in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project ID has 6 to 30 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "public_ip" {
  description = "Whether the instance has a public address besides its private one."
  type        = bool
  default     = false
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

variable "server_ca_mode" {
  description = "Who signs the server certificate: an authority of the instance alone (GOOGLE_MANAGED_INTERNAL_CA) or a shared one (GOOGLE_MANAGED_CAS_CA), whose certificates also carry the DNS name."
  type        = string
  default     = "GOOGLE_MANAGED_INTERNAL_CA"
  nullable    = false

  validation {
    condition     = contains(["GOOGLE_MANAGED_CAS_CA", "GOOGLE_MANAGED_INTERNAL_CA"], var.server_ca_mode)
    error_message = "The mode must be GOOGLE_MANAGED_INTERNAL_CA or GOOGLE_MANAGED_CAS_CA."
  }
}

variable "ssl_mode" {
  description = "Which connections are accepted: ENCRYPTED_ONLY, TRUSTED_CLIENT_CERTIFICATE_REQUIRED or ALLOW_UNENCRYPTED_AND_ENCRYPTED."
  type        = string
  default     = "ENCRYPTED_ONLY"
  nullable    = false

  validation {
    condition = contains(
      ["ALLOW_UNENCRYPTED_AND_ENCRYPTED", "ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"],
      var.ssl_mode,
    )
    error_message = "The mode must be ENCRYPTED_ONLY, TRUSTED_CLIENT_CERTIFICATE_REQUIRED or ALLOW_UNENCRYPTED_AND_ENCRYPTED."
  }
}

variable "tier" {
  description = "The machine type, such as db-custom-4-16384 or db-perf-optimized-N-4."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.tier, "db-")
    error_message = "The machine type must start with db-."
  }

  validation {
    condition     = var.edition == "ENTERPRISE_PLUS" || !startswith(var.tier, "db-perf-optimized-")
    error_message = "Machine types of the family db-perf-optimized need ENTERPRISE_PLUS."
  }

  validation {
    condition     = var.edition == "ENTERPRISE" || !can(regex("^db-(custom-|f1-|g1-|n1-)", var.tier))
    error_message = "Custom and shared-core machine types need ENTERPRISE."
  }
}
