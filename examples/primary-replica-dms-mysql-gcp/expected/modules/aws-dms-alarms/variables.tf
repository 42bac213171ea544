variable "actions" {
  description = "The topics that an alert and a page are published to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "instance_id" {
  description = "The name of the replication instance."
  type        = string
  nullable    = false
}

variable "lag_minutes" {
  description = "For how many minutes in a row the target is behind before it is told."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.lag_minutes >= 2 && var.lag_minutes <= 60
    error_message = "The target is behind for 2 to 60 minutes in a row before it is told."
  }
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

variable "task_id" {
  description = "The last part of the ARN of the task, by which its metrics are found; it is not the name that the task was given."
  type        = string
  nullable    = false
}

variable "thresholds" {
  description = "The alarms and their thresholds: cpu in percent, free-memory and free-storage in bytes, source-lag and target-lag in seconds."
  type        = map(number)
  nullable    = false

  validation {
    condition = alltrue([
      for name in keys(var.thresholds) : contains(["cpu", "free-memory", "free-storage", "source-lag", "target-lag"], name)
    ])
    error_message = "The alarms are cpu, free-memory, free-storage, source-lag and target-lag."
  }
}
