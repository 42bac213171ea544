variable "alert_emails" {
  description = "Who gets the alerts of the cluster."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "allow" {
  description = "The public ranges that may connect, by who uses them."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for range in var.allow : can(cidrhost(range, 0)) && !endswith(range, "/0")])
    error_message = "Each range must be an IPv4 network, and not the whole internet."
  }
}

variable "aws_client_region" {
  description = "The region of the clients in AWS, by the name that Atlas has for it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Z]+(_[A-Z0-9]+)+$", var.aws_client_region))
    error_message = "The region is spelled as Atlas does: AP_NORTHEAST_2."
  }
}

variable "backup_retention_days" {
  description = "The days for which a daily backup is kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1
    error_message = "A backup is kept for a day at least."
  }
}

variable "delete_protection" {
  description = "Whether the cluster refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "instance_size" {
  description = "The size of every node."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^M[1-9][0-9]+$", var.instance_size))
    error_message = "Private endpoints and several clouds take a size of M10 or more."
  }
}

variable "mongo_db_major_version" {
  description = "The major version of MongoDB."
  type        = string
  default     = "8.0"
  nullable    = false

  validation {
    condition     = contains(["7.0", "8.0"], var.mongo_db_major_version)
    error_message = "The version is 7.0 or 8.0."
  }
}

variable "name" {
  description = "The name of the cluster. It cannot change later."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9-]{0,21}[A-Za-z0-9])?$", var.name))
    error_message = "A cluster has a name of 1 to 23 letters, digits and hyphens, with no hyphen at an end."
  }
}

variable "project_id" {
  description = "The project of Atlas."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{24}$", var.project_id))
    error_message = "A project has an ID of 24 hexadecimal digits."
  }
}

variable "regions" {
  description = "The regions by preference, by the names that Atlas has for them, with their nodes that can become the primary."
  nullable    = false
  type = list(object({
    cloud = string
    name  = string
    nodes = number
  }))

  validation {
    condition     = contains([3, 5, 7], sum(concat([0], var.regions[*].nodes)))
    error_message = "The nodes of all regions together are 3, 5 or 7."
  }

  validation {
    condition     = length(var.regions) <= 7 && alltrue([for region in var.regions : contains(["AWS", "GCP"], region.cloud) && region.nodes >= 1])
    error_message = "There are seven regions at most, of AWS or GCP, each with a node."
  }
}

variable "restore_window_days" {
  description = "The days for which any moment can be restored."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.restore_window_days >= 1
    error_message = "The window is a day at least."
  }
}

variable "tags" {
  description = "Tags of the cluster."
  type        = map(string)
  nullable    = false
}
