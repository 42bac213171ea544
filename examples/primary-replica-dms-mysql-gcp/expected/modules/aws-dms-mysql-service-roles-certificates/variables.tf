variable "auto_minor_version_upgrade" {
  description = "Whether minor versions come by themselves; each stops the task for a while."
  type        = bool
  default     = false
  nullable    = false
}

variable "batch_apply" {
  description = "Whether changes are applied in batches instead of one transaction after another."
  type        = bool
  default     = false
  nullable    = false
}

variable "certificates" {
  description = "The certificates of the authorities that signed those of the two servers, in PEM, under the names of the endpoints."
  type        = map(string)
  nullable    = false
  sensitive   = true

  validation {
    condition     = alltrue([for name in [var.source_endpoint.name, var.target_endpoint.name] : contains(keys(var.certificates), name)])
    error_message = "There must be a certificate for each of the two endpoints."
  }

  validation {
    condition     = alltrue([for pem in values(var.certificates) : startswith(trimspace(pem), "-----BEGIN CERTIFICATE-----")])
    error_message = "A certificate is given in PEM."
  }
}

variable "class" {
  description = "The class of the replication instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^dms\\.[a-z0-9]+\\.[a-z0-9]+$", var.class))
    error_message = "A class has the form of dms.r6i.large."
  }
}

variable "control_schema" {
  description = "The database of the tables that DMS keeps on the target: its state and its errors."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_]{0,62}$", var.control_schema)) && var.control_schema != "public"
    error_message = "The schema has up to 63 lower-case letters, digits and underscores, and is not public."
  }
}

variable "database_port" {
  description = "The port of the database in this VPC."
  type        = number
  nullable    = false

  validation {
    condition     = var.database_port >= 1150 && var.database_port <= 65535
    error_message = "The port must be 1150 to 65535."
  }
}

variable "database_security_group_id" {
  description = "The security group of the database in this VPC: the instance is let in."
  type        = string
  nullable    = false
}

variable "engine_version" {
  description = "The version of DMS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+$", var.engine_version))
    error_message = "A version has the form of 3.6.1."
  }
}

variable "full_load" {
  description = "The first copy: what it does with a table of the target, tables at a time, rows in one transaction."
  default     = {}
  nullable    = false
  type = object({
    commit_rows    = optional(number, 10000)
    preparation    = optional(string, "DO_NOTHING")
    tables_at_once = optional(number, 8)
  })

  validation {
    condition     = contains(["DO_NOTHING", "TRUNCATE_BEFORE_LOAD"], var.full_load.preparation)
    error_message = "The preparation is DO_NOTHING or TRUNCATE_BEFORE_LOAD: a table that DMS makes has no indexes, defaults and foreign keys."
  }

  validation {
    condition     = var.full_load.tables_at_once >= 1 && var.full_load.tables_at_once <= 49
    error_message = "DMS copies 1 to 49 tables at a time."
  }

  validation {
    condition     = var.full_load.commit_rows >= 1 && var.full_load.commit_rows <= 50000
    error_message = "A transaction has 1 to 50000 rows."
  }
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the instance, the endpoints and the secrets."
  type        = string
  nullable    = false
}

variable "lob" {
  description = "Large values: carried whole (full), up to max_kib (limited) or not at all (none)."
  default     = {}
  nullable    = false
  type = object({
    chunk_kib  = optional(number, 64)
    inline_kib = optional(number, 32)
    max_kib    = optional(number, 1024)
    mode       = optional(string, "full")
  })

  validation {
    condition     = contains(["full", "limited", "none"], var.lob.mode)
    error_message = "The mode is full, limited or none."
  }

  validation {
    condition     = alltrue([for size in [var.lob.chunk_kib, var.lob.inline_kib, var.lob.max_kib] : size >= 1 && size <= 102400])
    error_message = "The sizes are 1 to 102400 KiB."
  }
}

variable "log_retention_days" {
  description = "How long the logs of the tasks are kept, in days."
  type        = number
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for one of its fixed numbers of days."
  }
}

variable "logs_kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the logs."
  type        = string
  nullable    = false
}

variable "maintenance_window" {
  description = "When AWS may change the instance, in UTC."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{3}:[0-2][0-9]:[0-5][0-9]-[a-z]{3}:[0-2][0-9]:[0-5][0-9]$", var.maintenance_window))
    error_message = "A window has the form of sun:19:00-sun:20:00."
  }
}

variable "multi_az" {
  description = "Whether a standby instance runs in another zone."
  type        = bool
  default     = true
  nullable    = false
}

variable "name" {
  description = "The first part of every name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 45
    error_message = "The name has up to 45 lower-case letters, digits and single hyphens, and starts with a letter."
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

variable "peer_cidr_blocks" {
  description = "The ranges in which the database of the other cloud has its address, under their names."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.peer_cidr_blocks) > 0 && alltrue([for range in var.peer_cidr_blocks : can(cidrhost(range, 0)) && !endswith(range, "/0")])
    error_message = "There must be at least one range, written as a CIDR block, and none may be the whole internet."
  }
}

variable "peer_port" {
  description = "The port of the database of the other cloud."
  type        = number
  nullable    = false
}

variable "region" {
  description = "The region of the instance: its service reads the secrets."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "The region must have the form of ap-northeast-2."
  }
}

variable "secrets_cidr_blocks" {
  description = "Where the instance reaches Secrets Manager: the VPC with its endpoint, or the internet through NAT."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.secrets_cidr_blocks) > 0 && alltrue([for range in var.secrets_cidr_blocks : can(cidrhost(range, 0))])
    error_message = "There must be at least one range, written as a CIDR block."
  }
}

variable "secrets_role_name" {
  description = "The name of the role with which DMS reads the two secrets."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9+=,.@_-]{1,64}$", var.secrets_role_name))
    error_message = "The name of a role has up to 64 letters, digits and the characters +=,.@_-."
  }
}

variable "source_endpoint" {
  description = "The server that changes are read from: the secret with its host, port, username and password."
  nullable    = false
  type = object({
    name       = string
    secret_arn = string
    ssl_mode   = string
  })

  validation {
    condition     = contains(["verify-ca", "verify-full"], var.source_endpoint.ssl_mode)
    error_message = "With its certificate the server is checked: verify-ca or verify-full."
  }
}

variable "start" {
  description = "Whether the task runs."
  type        = bool
  default     = false
  nullable    = false
}

variable "storage_gib" {
  description = "The disk of the instance, for logs and for changes that wait."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.storage_gib >= 5 && var.storage_gib <= 6144
    error_message = "The disk has 5 to 6144 GiB."
  }
}

variable "subnet_ids" {
  description = "The subnets of the instance, by zone."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "An instance needs subnets in at least two zones."
  }
}

variable "tables" {
  description = "The tables, under the names of their rules."
  nullable    = false
  type = map(object({
    schema = string
    table  = string
  }))

  validation {
    condition     = length(var.tables) > 0 && alltrue([for it in values(var.tables) : !strcontains(it.schema, "%") && !strcontains(it.table, "%")])
    error_message = "There must be at least one table, and each is named: a pattern also takes what nobody meant."
  }
}

variable "target_endpoint" {
  description = "The server that changes are written to: the secret with its host, port, username and password."
  nullable    = false
  type = object({
    name       = string
    secret_arn = string
    ssl_mode   = string
  })

  validation {
    condition     = contains(["verify-ca", "verify-full"], var.target_endpoint.ssl_mode)
    error_message = "With its certificate the server is checked: verify-ca or verify-full."
  }
}

variable "validation" {
  description = "Whether rows are compared after they were written, and by how many threads."
  default     = {}
  nullable    = false
  type = object({
    enabled = optional(bool, true)
    threads = optional(number, 5)
  })
}

variable "vpc_id" {
  description = "The VPC of the instance."
  type        = string
  nullable    = false
}
