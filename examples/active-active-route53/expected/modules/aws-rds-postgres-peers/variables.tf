variable "account_id" {
  description = "The account of the instance: the roles of this module serve no other."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "allow_major_version_upgrade" {
  description = "Whether a change of engine_version may cross a major version. Set it for the upgrade only."
  type        = bool
  default     = false
  nullable    = false
}

variable "apply_immediately" {
  description = "Whether a change of the instance is made at once; else it waits for the maintenance window."
  type        = bool
  default     = false
  nullable    = false
}

variable "auto_minor_version_upgrade" {
  description = "Whether RDS installs minor versions in the maintenance window."
  type        = bool
  default     = true
  nullable    = false
}

variable "backup_retention_days" {
  description = "How many days back the instance can be restored to any point in time. 0 switches backups off."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 0 && var.backup_retention_days <= 35
    error_message = "Automated backups are kept between 0 and 35 days."
  }
}

variable "backup_window" {
  description = "The daily window of the backup in UTC, such as 17:00-17:30."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", var.backup_window))
    error_message = "The backup window has the form of 17:00-17:30, in UTC."
  }
}

variable "ca_certificate" {
  description = "The certificate authority that signs the certificate of the instance."
  type        = string
  default     = "rds-ca-rsa2048-g1"
  nullable    = false

  validation {
    condition     = contains(["rds-ca-ecc384-g1", "rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1"], var.ca_certificate)
    error_message = "The authority is rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1."
  }
}

variable "class" {
  description = "The class of the instance, such as db.m7g.large."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^db\\.[a-z0-9-]+\\.[a-z0-9-]+$", var.class))
    error_message = "The class has the form of db.m7g.large."
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
    condition     = length(var.client_cidr_blocks) + length(var.client_security_group_ids) <= 59
    error_message = "A security group holds 60 rules, one of which the proxy may need: name fewer clients or wider ranges."
  }
}

variable "client_security_group_ids" {
  description = "The security groups whose members may connect, each under a name that says whose they are."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "database_name" {
  description = "The database that RDS creates with the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9_]{0,62}$", var.database_name))
    error_message = "The name of a database has up to 63 letters, digits and underscores, and starts with a letter."
  }
}

variable "deletion_protection" {
  description = "Whether the instance refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "engine_version" {
  description = "The version of the engine. A major one leaves the minor one to RDS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+(\\.[0-9]+){0,2}$", var.engine_version))
    error_message = "The version is made of numbers and points, such as 17.6 or 8.4."
  }
}

variable "extended_support" {
  description = "Whether RDS keeps the engine running, for a fee, after its standard support has ended."
  type        = bool
  default     = false
  nullable    = false
}

variable "final_snapshot_prefix" {
  description = "The beginning of the name of the snapshot that is taken when the instance is deleted; an ID follows. Null takes none."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$", coalesce(var.final_snapshot_prefix, "none")))
    error_message = "A snapshot is named with letters, digits and single hyphens, and starts with a letter."
  }

  validation {
    condition     = length(coalesce(var.final_snapshot_prefix, "none")) <= 218
    error_message = "The name of a snapshot has at most 255 characters, 37 of which are for the ID."
  }
}

variable "iam_auth" {
  description = "Whether database users may log in with IAM."
  type        = bool
  default     = true
  nullable    = false
}

variable "insights" {
  description = "Database Insights: the mode, and how many days its measurements (Performance Insights) are kept."
  type = object({
    enabled        = bool
    mode           = string
    retention_days = number
  })
  default  = { enabled = true, mode = "standard", retention_days = 7 }
  nullable = false

  validation {
    condition     = contains(["advanced", "standard"], var.insights.mode)
    error_message = "The mode of Database Insights is standard or advanced."
  }

  validation {
    condition     = contains(concat([7, 731], [for months in range(1, 24) : months * 31]), var.insights.retention_days)
    error_message = "Measurements are kept for 7 days, for a multiple of 31 up to 713, or for 731."
  }

  validation {
    condition     = var.insights.mode == "standard" || (var.insights.enabled && var.insights.retention_days >= 465)
    error_message = "The advanced mode needs insights enabled and kept for at least 465 days."
  }
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key for the storage, the snapshots, the insights and the master password."
  type        = string
  nullable    = false
}

variable "log_exports" {
  description = "The logs that go to CloudWatch Logs."
  type        = list(string)
  default     = ["iam-db-auth-error", "postgresql", "upgrade"]
  nullable    = false

  validation {
    condition = alltrue([
      for log in var.log_exports : contains(["iam-db-auth-error", "postgresql", "upgrade"], log)
    ])
    error_message = "PostgreSQL exports postgresql, upgrade and iam-db-auth-error."
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
  description = "The weekly window for maintenance in UTC, such as sun:18:00-sun:19:00. It must not meet the backup window."
  type        = string
  nullable    = false

  validation {
    condition = can(regex(
      "^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$",
      var.maintenance_window,
    ))
    error_message = "The maintenance window has the form of sun:18:00-sun:19:00, in UTC."
  }
}

variable "master_username" {
  description = "The name of the master user."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9_]{0,15}$", var.master_username))
    error_message = "The master user has 1 to 16 letters, digits and underscores, and starts with a letter."
  }

  validation {
    condition     = !contains(["admin", "rds_replication", "rds_superuser", "rdsadmin"], lower(var.master_username))
    error_message = "PostgreSQL on RDS reserves admin, rds_replication, rds_superuser and rdsadmin."
  }
}

variable "monitoring_interval_seconds" {
  description = "How often the operating system is measured. 0 switches enhanced monitoring off."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = contains([0, 1, 5, 10, 15, 30, 60], var.monitoring_interval_seconds)
    error_message = "The interval is 0, 1, 5, 10, 15, 30 or 60 seconds."
  }
}

variable "monitoring_role_name" {
  description = "The name of the role with which RDS writes the operating system metrics."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9+=,.@_-]{1,64}$", var.monitoring_role_name))
    error_message = "The name of a role has 1 to 64 letters, digits and the characters +=,.@_-."
  }
}

variable "multi_az" {
  description = "Whether a standby in another zone takes over when the instance fails."
  type        = bool
  default     = true
  nullable    = false
}

variable "name" {
  description = "The identifier of the instance, and the first part of the names of what belongs to it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 63
    error_message = "The identifier has up to 63 lower-case letters, digits and single hyphens, and starts with a letter."
  }
}

variable "parameter_family" {
  description = "The family of the parameter group, such as postgres17 or mysql8.4."
  type        = string
  nullable    = false

  validation {
    condition     = var.parameter_family == "postgres${split(".", var.engine_version)[0]}"
    error_message = "The family must be postgres with the major version of the engine."
  }
}

variable "parameters" {
  description = "The parameters of the engine. Static ones need the apply method pending-reboot."
  type = map(object({
    apply_method = string
    value        = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.parameters) : contains(["immediate", "pending-reboot"], it.apply_method)])
    error_message = "The apply method is immediate or pending-reboot."
  }

  validation {
    condition     = length(setintersection(keys(var.parameters), ["rds.force_ssl", "require_secure_transport"])) == 0
    error_message = "Whether the server requires TLS follows from require_tls: set that instead."
  }

  # RDS never ends the plan of a static parameter that is to apply at once.
  validation {
    condition = alltrue([
      for name, parameter in var.parameters : parameter.apply_method == "pending-reboot" if contains([
        "max_connections", "max_logical_replication_workers", "max_replication_slots", "max_wal_senders",
        "max_worker_processes", "rds.logical_replication", "shared_buffers", "shared_preload_libraries",
      ], name)
    ])
    error_message = "A static parameter must have the apply method pending-reboot."
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

variable "port" {
  description = "The port of the instance."
  type        = number
  default     = 5432
  nullable    = false

  validation {
    condition     = var.port >= 1150 && var.port <= 65535
    error_message = "The port lies between 1150 and 65535."
  }
}

variable "publicly_accessible" {
  description = "Whether the instance gets a public address. The subnets of the database tier have no way to use it."
  type        = bool
  default     = false
  nullable    = false
}

variable "require_tls" {
  description = "Whether the server refuses connections without TLS."
  type        = bool
  default     = true
  nullable    = false
}

variable "storage" {
  description = "The storage. Null leaves iops and throughput_mibps to the type, and max_size_gib without growth."
  type = object({
    encrypted        = bool
    iops             = number
    max_size_gib     = number
    size_gib         = number
    throughput_mibps = number
    type             = string
  })
  nullable = false

  validation {
    condition     = contains(["gp2", "gp3", "io1", "io2"], var.storage.type)
    error_message = "The type of the storage is gp3, gp2, io1 or io2."
  }

  validation {
    condition     = var.storage.size_gib >= (startswith(var.storage.type, "io") ? 100 : 20) && var.storage.size_gib <= 65536
    error_message = "The storage has at least 20 GiB (io1 and io2: 100) and at most 65536."
  }

  validation {
    condition     = var.storage.max_size_gib == null ? true : var.storage.max_size_gib >= var.storage.size_gib * 1.1
    error_message = "The storage can only grow to a size at least a tenth above its first one."
  }

  validation {
    condition     = var.storage.type != "gp3" || var.storage.size_gib >= 400 || (var.storage.iops == null && var.storage.throughput_mibps == null)
    error_message = "Below 400 GiB gp3 has fixed speed: iops and throughput_mibps must be null."
  }

  validation {
    condition     = contains(["io1", "io2"], var.storage.type) ? var.storage.iops != null : true
    error_message = "The types io1 and io2 need iops."
  }

  validation {
    condition     = var.storage.type == "gp3" || var.storage.throughput_mibps == null
    error_message = "Only gp3 takes a throughput."
  }
}

variable "subnet_ids" {
  description = "The subnets of the database tier, by zone."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "RDS needs subnets in at least two zones, even for an instance in one."
  }
}

variable "vpc_id" {
  description = "The VPC of the instance."
  type        = string
  nullable    = false
}

variable "zone" {
  description = "The zone of an instance without a standby. Null lets RDS choose."
  type        = string
  default     = null

  validation {
    condition     = var.zone == null ? true : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+[a-z]$", var.zone))
    error_message = "The zone has the form of ap-northeast-2a."
  }
}
