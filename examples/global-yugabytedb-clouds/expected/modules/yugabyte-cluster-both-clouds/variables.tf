variable "admin" {
  description = "The administrator of the database."
  type        = string
  default     = "admin"
  nullable    = false
}

variable "backup_interval_days" {
  description = "The days from one backup to the next."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.backup_interval_days >= 1
    error_message = "Backups are a day apart at least."
  }
}

variable "backup_retention_days" {
  description = "The days for which a backup is kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1
    error_message = "A backup is kept for a day at least."
  }
}

variable "cores" {
  description = "The virtual processors of a node."
  type        = number
  nullable    = false
}

variable "disk_gb" {
  description = "The disk of a node in GB."
  type        = number
  nullable    = false
}

variable "endpoints" {
  description = "The principals of AWS that may connect a private endpoint, by region."
  type        = map(list(string))
  nullable    = false

  validation {
    condition     = alltrue([for principal in flatten(values(var.endpoints)) : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:", principal))])
    error_message = "Each principal is the ARN of an account or of an identity of it, and not everybody."
  }
}

variable "fault_tolerance" {
  description = "What may be lost while the database goes on: NONE, NODE, ZONE or REGION."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["NONE", "NODE", "ZONE", "REGION"], var.fault_tolerance)
    error_message = "The tolerance is NONE, NODE, ZONE or REGION."
  }
}

variable "faults" {
  description = "How many of them may be lost at once."
  type        = number
  nullable    = false

  validation {
    condition     = contains([0, 1, 2, 3], var.faults)
    error_message = "Three faults at most are tolerated."
  }

  validation {
    condition     = var.fault_tolerance != "REGION" || length(var.regions) >= 2 * var.faults + 1
    error_message = "To lose f regions there must be 2f + 1 of them."
  }
}

variable "google_clients" {
  description = "The network of the clients in Google Cloud: its project, its name, and the ranges that may connect."
  nullable    = false
  type = object({
    cidr_blocks = set(string)
    network     = string
    project     = string
  })

  validation {
    condition     = length(var.google_clients.cidr_blocks) > 0 && alltrue([for block in var.google_clients.cidr_blocks : can(cidrhost(block, 0)) && block != "0.0.0.0/0"])
    error_message = "There is a range at least, and none of them is everybody."
  }
}

variable "members" {
  description = "Addresses that are invited into the account with the role Viewer, and get its alerts. None may be a member already."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.members : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "Members are addresses of mail."
  }
}

variable "name" {
  description = "The name of the cluster."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", var.name))
    error_message = "A cluster has a name of 1 to 40 lower-case letters, digits and hyphens, with no hyphen at an end."
  }
}

variable "regions" {
  description = "The regions, each with its cloud (AWS or GCP), its nodes and the range of their VPC."
  nullable    = false
  type = list(object({
    cidr  = string
    cloud = string
    name  = string
    nodes = number
  }))

  validation {
    condition     = length(var.regions) > 0 && length(distinct(var.regions[*].nodes)) == 1
    error_message = "There is a region at least, and all of them have the same number of nodes."
  }

  validation {
    condition     = alltrue([for region in var.regions : can(cidrhost(region.cidr, 0)) && region.nodes >= 1])
    error_message = "Each region has a range and a node at least."
  }

  validation {
    condition     = join(" ", sort(distinct(var.regions[*].cloud))) == "AWS GCP"
    error_message = "There are regions of AWS and of GCP, and of nothing else."
  }
}
