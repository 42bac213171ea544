variable "conflicts" {
  description = "Where conflicts are counted, the log of the instance, and how many a minute are not told, on average over five minutes. A session logs 200 a minute at most, so that a higher number is never reached."
  nullable    = false
  type = object({
    instance_name = string
    per_minute    = number
  })

  validation {
    condition     = var.conflicts.per_minute >= 0 && var.conflicts.per_minute < 100
    error_message = "Conflicts are told of from 0 to 99 a minute on."
  }
}

variable "databases" {
  description = "The instances, each with its alerts and their thresholds: cpu, disk and memory as ratios, connections as a number, slot-wal in bytes, replica-lag in seconds, and replica-stopped, which is 0."
  nullable    = false
  type = map(object({
    instance_name = string
    thresholds    = map(number)
  }))

  validation {
    condition = alltrue(flatten([
      for database in var.databases : [
        for name in keys(database.thresholds) : contains(["connections", "cpu", "disk", "memory", "replica-lag", "replica-stopped", "slot-wal"], name)
      ]
    ]))
    error_message = "An instance has no such alert; the description of this variable lists them."
  }

  validation {
    condition = alltrue(flatten([
      for database in var.databases : [
        for name, threshold in database.thresholds : threshold <= 1 if contains(["cpu", "disk", "memory"], name)
      ]
    ]))
    error_message = "Cloud SQL sends shares as ratios: 0.8, not 80."
  }
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
  description = "The load balancer: its URL map, the name that users connect to, the path that answers when all is well, from when on errors and the end of a certificate are told, and whether clients are sent to it: the side that waits is quiet about errors."
  nullable    = false
  type = object({
    certificate_days  = number
    errors_per_minute = number
    health_path       = string
    host              = string
    takes_traffic     = bool
    url_map_name      = string
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
}

variable "project_id" {
  description = "The ID of the Google Cloud project."
  type        = string
  nullable    = false
}

variable "recipients" {
  description = "Who is told of everything (alerts), and who is told besides of what cannot wait (pages): by e-mail, and over notification channels of the project that exist already."
  nullable    = false
  type = object({
    alerts = object({
      channel_ids = optional(list(string), [])
      emails      = optional(list(string), [])
    })
    pages = object({
      channel_ids = optional(list(string), [])
      emails      = optional(list(string), [])
    })
  })

  validation {
    condition     = length(var.recipients.alerts.emails) + length(var.recipients.alerts.channel_ids) > 0
    error_message = "An alert that nobody hears is none: name somebody for alerts."
  }
}
