variable "account_id" {
  description = "The account of the connectors."
  type        = string
  nullable    = false
}

variable "bootstrap_servers" {
  description = "Where the brokers answer, with commas between them."
  type        = string
  nullable    = false
}

variable "broker_security_group_id" {
  description = "The security group of the brokers."
  type        = string
  nullable    = false
}

variable "cluster_arn" {
  description = "The ARN of the cluster."
  type        = string
  nullable    = false

  validation {
    condition     = strcontains(var.cluster_arn, ":cluster/")
    error_message = "The cluster must be given as the ARN of a cluster of Amazon MSK."
  }
}

variable "connect_version" {
  description = "The version of Kafka Connect."
  type        = string
  nullable    = false
}

variable "connectors" {
  description = "The connectors by name: whether each is a source, and its settings."
  nullable    = false
  type = map(object({
    settings = map(string)
    source   = bool
  }))

  validation {
    condition     = alltrue([for name in keys(var.connectors) : startswith(name, var.name)])
    error_message = "The name of a connector begins with that of all."
  }
}

variable "database_port" {
  description = "The port of the database in this VPC."
  type        = number
  nullable    = false
}

variable "database_security_group_id" {
  description = "The security group of the database in this VPC."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the secrets."
  type        = string
  nullable    = false
}

variable "log_retention_days" {
  description = "How many days the log of the workers is kept."
  type        = number
  default     = 90
  nullable    = false
}

variable "logs_kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the log."
  type        = string
  nullable    = false
}

variable "mcu" {
  description = "The size of a worker, in MSK Connect Units."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = contains([1, 2, 4, 8], var.mcu)
    error_message = "A worker has 1, 2, 4 or 8 units."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false
}

variable "peer_cidr_blocks" {
  description = "The ranges of the database on the other side of the link."
  type        = map(string)
  nullable    = false
}

variable "peer_port" {
  description = "The port of the database on the other side of the link."
  type        = number
  nullable    = false
}

variable "plugin" {
  description = "The archive with the connectors: an object of S3, its version, and what is in it."
  nullable    = false
  type = object({
    bucket         = string
    key            = string
    object_version = string
    sha256         = string
    version        = string
  })

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.plugin.sha256))
    error_message = "A SHA-256 has 64 hexadecimal digits."
  }
}

variable "region" {
  description = "The region of the connectors."
  type        = string
  nullable    = false
}

variable "role_name" {
  description = "The name of the role of the connectors."
  type        = string
  nullable    = false
}

variable "secret_arns" {
  description = "The secrets of the two databases, by side: objects with host, port, username and password."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(setsubtract(["aws", "gcp"], keys(var.secret_arns))) == 0
    error_message = "Both sides, aws and gcp, need a secret."
  }
}

variable "secrets_cidr_blocks" {
  description = "Where Secrets Manager answers."
  type        = map(string)
  nullable    = false
}

variable "start" {
  description = "Whether the connectors run."
  type        = bool
  default     = false
  nullable    = false
}

variable "subnet_ids" {
  description = "The subnets of the workers, by zone."
  type        = map(string)
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC of the subnets."
  type        = string
  nullable    = false
}
