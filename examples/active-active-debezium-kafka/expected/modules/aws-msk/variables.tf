variable "broker" {
  description = "The type of a broker."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^kafka\\.[a-z0-9]+\\.[a-z0-9]+$", var.broker))
    error_message = "A type of broker is kafka, a family and a size."
  }
}

variable "copies" {
  description = "How many brokers have a copy of each topic."
  type        = number
  nullable    = false

  validation {
    condition     = contains([2, 3], var.copies)
    error_message = "A topic has 2 or 3 copies."
  }
}

variable "kafka_version" {
  description = "The version of Kafka: 3.9.x.kraft, or 3.9.x with ZooKeeper."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the disks."
  type        = string
  nullable    = false
}

variable "log_retention_days" {
  description = "How many days the log of the brokers is kept."
  type        = number
  default     = 90
  nullable    = false
}

variable "logs_kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the log."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The name of the cluster."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,63}$", var.name))
    error_message = "The name has 1 to 64 letters, digits and hyphens."
  }
}

variable "storage" {
  description = "The disk of a broker, and how far it may grow, in GiB."
  nullable    = false
  type = object({
    gib     = number
    max_gib = number
  })

  validation {
    condition     = var.storage.gib >= 1 && var.storage.max_gib <= 16384 && var.storage.gib < var.storage.max_gib
    error_message = "The disk has 1 to 16384 GiB, and may grow."
  }
}

variable "subnet_ids" {
  description = "The subnets of the brokers, by zone: two or three."
  type        = map(string)
  nullable    = false

  validation {
    condition     = contains([2, 3], length(var.subnet_ids))
    error_message = "A cluster stands in two or three zones."
  }
}

variable "vpc_id" {
  description = "The VPC of the subnets."
  type        = string
  nullable    = false
}
