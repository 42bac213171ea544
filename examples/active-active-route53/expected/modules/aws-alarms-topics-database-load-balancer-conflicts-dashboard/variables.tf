variable "account_id" {
  description = "The account whose alarms and events are published."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "conflicts" {
  description = "Where conflicts are counted, the log group of the server, and how many a minute are not told, on average over five minutes. A session logs 200 a minute at most, so that a higher number is never reached."
  nullable    = false
  type = object({
    log_group_name = string
    per_minute     = number
  })

  validation {
    condition     = var.conflicts.per_minute >= 0 && var.conflicts.per_minute < 100
    error_message = "Conflicts are told of from 0 to 99 a minute on."
  }
}

variable "databases" {
  description = "The instances, each with its alarms and their thresholds: cpu, burst-balance, ebs-io-balance and ebs-throughput-balance in percent, cpu-credits in credits, connections and queue-depth as numbers, free-memory, free-storage, slot-lag, slot-wal and transaction-logs in bytes, replica-lag in seconds, down, which is 1, and replica-stopped, which is 0."
  nullable    = false
  type = map(object({
    identifier = string
    thresholds = map(number)
  }))

  validation {
    condition = alltrue(flatten([
      for database in var.databases : [
        for name in keys(database.thresholds) : contains([
          "burst-balance", "connections", "cpu", "cpu-credits", "down", "ebs-io-balance", "ebs-throughput-balance", "free-memory",
          "free-storage", "queue-depth", "replica-lag", "replica-stopped", "slot-lag", "slot-wal", "transaction-logs",
        ], name)
      ]
    ]))
    error_message = "An instance has no such alarm; the description of this variable lists them."
  }
}

variable "kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the topics. Its policy must admit CloudWatch and the events of RDS."
  type        = string
  nullable    = false
}

variable "lag_minutes" {
  description = "For how many minutes in a row a copy is behind before it is told. One minute alone is often a checkpoint or a large transaction."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.lag_minutes >= 2 && var.lag_minutes <= 60
    error_message = "A copy is behind for 2 to 60 minutes in a row before it is told."
  }
}

variable "load_balancer" {
  description = "The load balancer: its ARN suffix, those of its target groups and the ARNs of its certificates under names of their own, from when on errors, slow answers and the end of a certificate are told, whether targets run behind it, and whether clients are sent to it: what does not run or waits is quiet."
  nullable    = false
  type = object({
    arn_suffix                = string
    certificate_arns          = map(string)
    certificate_days          = number
    errors_per_minute         = number
    has_targets               = bool
    response_seconds          = number
    takes_traffic             = bool
    target_group_arn_suffixes = map(string)
  })
}

variable "minutes" {
  description = "For how many minutes in a row something is used up before it is told."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.minutes >= 1 && var.minutes <= 60
    error_message = "Something is used up for 1 to 60 minutes in a row before it is told."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,63}$", var.name))
    error_message = "The name has 1 to 64 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "recipients" {
  description = "Who is told of everything (alerts), and who is told besides of what cannot wait (pages): by e-mail, and over topics that exist already in the region."
  nullable    = false
  type = object({
    alerts = object({
      emails     = optional(list(string), [])
      topic_arns = optional(list(string), [])
    })
    pages = object({
      emails     = optional(list(string), [])
      topic_arns = optional(list(string), [])
    })
  })

  validation {
    condition     = length(var.recipients.alerts.emails) + length(var.recipients.alerts.topic_arns) > 0
    error_message = "An alarm that nobody hears is none: name somebody for alerts."
  }
}

variable "region" {
  description = "The region of the metrics on the dashboard."
  type        = string
  nullable    = false
}
