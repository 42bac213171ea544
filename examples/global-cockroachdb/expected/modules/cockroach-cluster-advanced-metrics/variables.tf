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

variable "backup_frequency_minutes" {
  description = "The minutes from one backup to the next."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = contains([5, 10, 15, 30, 60, 240, 1440], var.backup_frequency_minutes)
    error_message = "Backups are made every 5, 10, 15, 30, 60, 240 or 1440 minutes."
  }
}

variable "backup_retention_days" {
  description = "The days for which a backup is kept. It can be changed once."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([2, 7, 30, 90, 365], var.backup_retention_days)
    error_message = "Backups are kept for 2, 7, 30, 90 or 365 days."
  }
}

variable "cidr_range" {
  description = "The range of the nodes, in Google Cloud only. It cannot change later."
  type        = string
  default     = null

  validation {
    condition     = var.cidr_range == null || can(cidrhost(var.cidr_range, 0))
    error_message = "The range of the nodes must be an IPv4 network."
  }
}

variable "cloud_provider" {
  description = "The cloud of the nodes: AWS or GCP. It cannot change later."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["AWS", "GCP"], var.cloud_provider)
    error_message = "The cloud of the nodes is AWS or GCP."
  }
}

variable "cockroach_version" {
  description = "The major version, such as v25.4; the newest one when it is left out."
  type        = string
  default     = null

  validation {
    condition     = var.cockroach_version == null || can(regex("^v[0-9]+[.][0-9]+$", var.cockroach_version))
    error_message = "The version is a major one such as v25.4."
  }
}

variable "database" {
  description = "The name of the database of the application."
  type        = string
  nullable    = false
}

variable "delete_protection" {
  description = "Whether the cluster refuses to be deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "labels" {
  description = "Labels of the cluster."
  type        = map(string)
  nullable    = false
}

variable "name" {
  description = "The name of the cluster. It cannot change later."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{4,18}[a-z0-9]$", var.name))
    error_message = "A cluster has a name of 6 to 20 lower-case letters, digits and hyphens, with no hyphen at an end."
  }
}

variable "private_nodes" {
  description = "Whether nodes have private addresses only. It cannot change later."
  type        = bool
  default     = true
  nullable    = false
}

variable "regions" {
  description = "The regions with the number of nodes in each: one region, or three and more."
  nullable    = false
  type = list(object({
    name  = string
    nodes = number
  }))

  validation {
    condition     = length(var.regions) == 1 || (length(var.regions) >= 3 && length(var.regions) <= 9)
    error_message = "A cluster has one region, or three to nine."
  }

  validation {
    condition     = alltrue([for region in var.regions : region.nodes >= 3 || (region.nodes == 1 && length(var.regions) == 1)])
    error_message = "Each region has three nodes at least; a single region may have one."
  }
}

variable "storage_gib" {
  description = "The disk of each node in GiB."
  type        = number
  nullable    = false

  validation {
    condition     = var.storage_gib >= 15
    error_message = "A node has a disk of 15 GiB at least."
  }
}

variable "user" {
  description = "The user of the application."
  type        = string
  nullable    = false
}

variable "vcpus" {
  description = "The virtual processors of each node."
  type        = number
  nullable    = false

  validation {
    condition     = var.vcpus >= 4
    error_message = "A node has 4 virtual processors at least."
  }
}
