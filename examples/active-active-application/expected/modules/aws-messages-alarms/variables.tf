variable "actions" {
  description = "The topics that an alert and a page are published to."
  nullable    = false
  type = object({
    alert = list(string)
    page  = list(string)
  })
}

variable "archives" {
  description = "The archive with the code of each function, and the SHA-256 of it in base64."
  nullable    = false
  type = map(object({
    hash = string
    path = string
  }))

  validation {
    condition     = toset(keys(var.archives)) == toset(["from-gcp", "to-gcp"])
    error_message = "There is one archive for from-gcp and one for to-gcp."
  }
}

variable "attempts" {
  description = "How often the function and the application get a message before it goes to the dead letters."
  nullable    = false
  type = object({
    application = number
    bridge      = number
  })

  validation {
    condition     = alltrue([for it in values(var.attempts) : it >= 5 && it <= 1000 && floor(it) == it])
    error_message = "A message is received 5 to 1000 times before it goes to the dead letters."
  }
}

variable "audience" {
  description = "What the tokens of Pub/Sub are made for. It is no secret."
  type        = string
  nullable    = false
}

variable "clients" {
  description = "The ARNs of the roles of the application, which publish to the topic and receive from the queue."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for it in var.clients : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", it))])
    error_message = "A client is given as the ARN of an IAM role."
  }
}

variable "concurrency" {
  description = "How many batches the function sends to Google Cloud at once."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.concurrency >= 2 && var.concurrency <= 1000
    error_message = "A queue feeds 2 to 1000 instances of a function."
  }
}

variable "function_seconds" {
  description = "For how long a function may run, in seconds. API Gateway waits for 30 at most."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.function_seconds >= 28 && var.function_seconds <= 30
    error_message = "A function runs for 28 to 30 seconds: with less than 25 left it takes no message, and API Gateway waits for 30."
  }
}

variable "google" {
  description = "What the functions must know of Google Cloud: the address of Pub/Sub, the identity provider, the topic, and the accounts that publish and push."
  nullable    = false
  type = object({
    provider          = string
    publisher_account = string
    pubsub            = string
    push_account      = string
    topic             = string
  })
}

variable "kms_key_arn" {
  description = "The key of the topic and of the queues."
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

variable "log_retention_days" {
  description = "For how long logs are kept."
  type        = number
  nullable    = false
}

variable "logs_kms_key_arn" {
  description = "The key of the logs."
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
    condition     = can(regex("^[a-z][a-z0-9-]{0,54}$", var.name))
    error_message = "The name has up to 55 lower-case letters, digits and hyphens: a function has 64 characters at most."
  }
}

variable "processing_seconds" {
  description = "How long the application has for a message before it is given to another receiver."
  type        = number
  nullable    = false

  validation {
    condition     = var.processing_seconds >= 10 && var.processing_seconds <= 600
    error_message = "A message is processed within 10 to 600 seconds, as in Pub/Sub."
  }
}

variable "requests_per_second" {
  description = "How many messages the API takes in a second; Pub/Sub sends the others again."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.requests_per_second >= 1 && var.requests_per_second <= 10000
    error_message = "The API takes 1 to 10000 messages in a second."
  }
}

variable "retention_seconds" {
  description = "For how long a queue keeps a message. Dead letters are kept for 14 days, which is the longest."
  type        = number
  nullable    = false

  validation {
    condition     = var.retention_seconds >= 600 && var.retention_seconds <= 1209600
    error_message = "A queue keeps messages for 10 minutes to 14 days."
  }
}

variable "role_names" {
  description = "What the roles of the two functions are called. Google Cloud knows that of to_gcp by its name."
  nullable    = false
  type = object({
    from_gcp = string
    to_gcp   = string
  })
}
