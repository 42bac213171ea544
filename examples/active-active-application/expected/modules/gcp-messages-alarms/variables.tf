variable "attempts" {
  description = "How often AWS and the application get a message before it goes to the dead letters."
  nullable    = false
  type = object({
    application = number
    bridge      = number
  })

  validation {
    condition     = alltrue([for it in values(var.attempts) : it >= 5 && it <= 100 && floor(it) == it])
    error_message = "A message is delivered 5 to 100 times before it goes to the dead letters."
  }
}

variable "audience" {
  description = "What the tokens of Pub/Sub are made for. It is no secret."
  type        = string
  nullable    = false
}

variable "aws" {
  description = "The account of AWS, the role of its function, and where messages are pushed to."
  nullable    = false
  type = object({
    account_id    = string
    push_endpoint = string
    role_name     = string
  })

  validation {
    condition     = can(regex("^[0-9]{12}$", var.aws.account_id)) && can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.aws.role_name))
    error_message = "An account ID has 12 digits, and the name of a role up to 64 letters, digits and signs without a quote."
  }

  validation {
    condition     = startswith(var.aws.push_endpoint, "https://")
    error_message = "Messages are pushed over https:// only."
  }
}

variable "channels" {
  description = "The notification channels that an alert and a page are sent to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "clients" {
  description = "The e-mail addresses of the service accounts of the application, which publish to the topic and receive from the subscription."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for it in var.clients : can(regex("^[^@: ]+@[^@: ]+[.]gserviceaccount[.]com$", it))])
    error_message = "A client is given as the e-mail address of a service account, without serviceAccount: before it."
  }
}

variable "kms_key" {
  description = "The ID of the key of the topics, which the service agent of Pub/Sub may use."
  type        = string
  nullable    = false
}

variable "lag_minutes" {
  description = "For how many minutes in a row messages wait too long before it is told."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.lag_minutes >= 2 && var.lag_minutes <= 60
    error_message = "Messages wait for 2 to 60 minutes in a row before it is told."
  }
}

variable "lag_seconds" {
  description = "How long a message may wait."
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
    condition     = can(regex("^[a-z][a-z0-9-]{2,62}$", var.name)) && !startswith(var.name, "goog")
    error_message = "The name has 3 to 63 lower-case letters, digits and hyphens, and does not begin with goog."
  }
}

variable "pool_id" {
  description = "The ID of the pool of workload identities. One that was deleted stays reserved for 30 days."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]{4,32}$", var.pool_id)) && !startswith(var.pool_id, "gcp-")
    error_message = "The ID of a pool has 4 to 32 lower-case letters, digits and hyphens, and does not begin with gcp-."
  }
}

variable "processing_seconds" {
  description = "How long the application has for a message before it is given to another receiver."
  type        = number
  nullable    = false

  validation {
    condition     = var.processing_seconds >= 10 && var.processing_seconds <= 600
    error_message = "A message is acknowledged within 10 to 600 seconds."
  }
}

variable "project_number" {
  description = "The number of the project, which names the service agent of Pub/Sub."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+$", var.project_number))
    error_message = "The number of a project is digits only."
  }
}

variable "region" {
  description = "The region where messages rest, which is that of the key."
  type        = string
  nullable    = false
}

variable "retention_seconds" {
  description = "For how long a subscription keeps a message. Dead letters are kept for 14 days."
  type        = number
  nullable    = false

  validation {
    condition     = var.retention_seconds >= 600 && var.retention_seconds <= 2678400
    error_message = "A subscription keeps messages for 10 minutes to 31 days."
  }
}

variable "service_account_ids" {
  description = "The IDs of the service accounts that publish and push."
  nullable    = false
  type = object({
    publish = string
    push    = string
  })

  validation {
    condition     = alltrue([for it in values(var.service_account_ids) : can(regex("^[a-z][-a-z0-9]{4,28}[a-z0-9]$", it))])
    error_message = "The ID of a service account has 6 to 30 lower-case letters, digits and hyphens."
  }
}
