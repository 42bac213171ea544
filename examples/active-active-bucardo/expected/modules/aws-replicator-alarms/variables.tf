variable "actions" {
  description = "The topics that an alert and a page are published to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "boot" {
  description = "What the machine does when it starts, a script of bash without a secret."
  type        = string
  nullable    = false
}

variable "commands" {
  description = "The commands of the mechanism, the script that becomes /usr/local/sbin/replicator."
  type        = string
  nullable    = false
}

variable "conflicts" {
  description = "How many conflicts of one minute are not told."
  type        = number
  default     = 0
  nullable    = false
}

variable "database_port" {
  description = "The port of the database beside the machine."
  type        = number
  nullable    = false

  validation {
    condition     = var.database_port >= 1 && var.database_port <= 65535 && floor(var.database_port) == var.database_port
    error_message = "A port is a whole number from 1 to 65535."
  }
}

variable "database_security_group_id" {
  description = "The security group of the database beside the machine; it is opened for the machine."
  type        = string
  nullable    = false
}

variable "disk_gib" {
  description = "The disk of the machine, in GiB."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.disk_gib >= 10 && var.disk_gib <= 16384
    error_message = "The disk has 10 to 16384 GiB."
  }
}

variable "disk_percent" {
  description = "From which use of the disk on it is told, in percent."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.disk_percent >= 1 && var.disk_percent <= 99
    error_message = "The use of a disk is told from 1 to 99 percent on."
  }
}

variable "image" {
  description = "The image of Debian 12: an ID, or resolve:ssm: and the parameter that holds it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(ami-[0-9a-f]{8,17}|resolve:ssm:/.+)$", var.image))
    error_message = "The image is the ID of one, or resolve:ssm: and the name of a parameter."
  }
}

variable "instance_type" {
  description = "The type of the machine; its processor must be that of the image."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The key of the disk and of the secret."
  type        = string
  nullable    = false
}

variable "lag_minutes" {
  description = "For how many minutes in a row changes wait too long before it is told."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.lag_minutes >= 2 && var.lag_minutes <= 60
    error_message = "The sides are apart for 2 to 60 minutes in a row before it is told."
  }
}

variable "lag_seconds" {
  description = "How long a change may wait."
  type        = number
  nullable    = false
}

variable "minutes" {
  description = "For how many minutes in a row something fails before it is told."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.minutes >= 1 && var.minutes <= 60
    error_message = "Something fails for 1 to 60 minutes in a row before it is told."
  }
}

variable "name" {
  description = "What everything is called."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,62}$", var.name))
    error_message = "The name has up to 63 lower-case letters, digits and hyphens."
  }
}

variable "partition" {
  description = "The AWS partition of the region."
  type        = string
  nullable    = false
}

variable "peer_cidr_blocks" {
  description = "Where the database across the link has its address."
  type        = map(string)
  nullable    = false
}

variable "peer_port" {
  description = "The port of the database across the link."
  type        = number
  nullable    = false

  validation {
    condition     = var.peer_port >= 1 && var.peer_port <= 65535 && floor(var.peer_port) == var.peer_port
    error_message = "A port is a whole number from 1 to 65535."
  }
}

variable "secret_arn" {
  description = "The secret with the password of the role of both databases."
  type        = string
  nullable    = false
}

variable "settings" {
  description = "What the script must know of this environment, as variables of the shell."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for name, value in var.settings : can(regex("^[A-Z_]+$", name)) && can(regex("^[^'\n]*$", value))])
    error_message = "A setting has a name in capitals and a value of one line without single quotes."
  }
}

variable "subnet_ids" {
  description = "The private subnets, by zone."
  type        = map(string)
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
  nullable    = false
}
