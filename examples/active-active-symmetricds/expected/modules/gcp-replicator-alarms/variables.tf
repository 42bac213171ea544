variable "boot" {
  description = "What the machine does when it starts, a script of bash without a secret."
  type        = string
  nullable    = false
}

variable "channels" {
  description = "The notification channels that an alert and a page are sent to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
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

variable "egress" {
  description = "Where the two databases have their addresses, and their ports."
  nullable    = false
  type = map(object({
    port   = number
    ranges = list(string)
  }))
}

variable "health_port" {
  description = "The port on which the machine says that it is alive."
  type        = number
  default     = 8080
  nullable    = false

  validation {
    condition     = var.health_port >= 1 && var.health_port <= 65535 && floor(var.health_port) == var.health_port
    error_message = "A port is a whole number from 1 to 65535."
  }
}

variable "image" {
  description = "The image of Debian 12."
  type        = string
  default     = "projects/debian-cloud/global/images/family/debian-12"
  nullable    = false
}

variable "kms_key" {
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

variable "machine_type" {
  description = "The type of the machine; its processor must be that of the image."
  type        = string
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
    condition     = can(regex("^[a-z][a-z0-9-]{0,44}[a-z0-9]$", var.name))
    error_message = "The name has up to 46 lower-case letters, digits and hyphens."
  }
}

variable "network_id" {
  description = "The network."
  type        = string
  nullable    = false
}

variable "password" {
  description = "The password of the role of both databases, from an ephemeral value: only its version is remembered."
  type        = string
  ephemeral   = true
  nullable    = false
  sensitive   = true
}

variable "password_version" {
  description = "The version of the password. It is written again when it changes."
  type        = number
  default     = 1
  nullable    = false
}

variable "project_id" {
  description = "The project."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the machine."
  type        = string
  nullable    = false
}

variable "service_account_id" {
  description = "The name of the service account of the machine."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.service_account_id))
    error_message = "The name of a service account has 6 to 30 lower-case letters, digits and hyphens."
  }
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

variable "subnet_id" {
  description = "The subnet of the machine."
  type        = string
  nullable    = false
}
