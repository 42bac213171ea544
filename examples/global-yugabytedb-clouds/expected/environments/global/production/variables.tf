variable "cluster" {
  description = "The cluster. The inputs of the same names in its module explain each field."
  nullable    = false
  type = object({
    backup_interval_days  = number
    backup_retention_days = number
    cores                 = number
    database              = string
    disk_gb               = number
    endpoints             = map(list(string))
    fault_tolerance       = string
    faults                = number
    members               = optional(set(string), [])
    name                  = string
    user                  = string

    google_clients = object({
      cidr_blocks = set(string)
      network     = string
      project     = string
    })

    regions = list(object({
      cidr  = string
      cloud = string
      name  = string
      nodes = number
    }))
  })
}

variable "ybm_auth_token" {
  description = "An API key of YugabyteDB Aeon. It stands in TF_VAR_ybm_auth_token, and reaches no state and no plan."
  type        = string
  default     = ""
  ephemeral   = true
  nullable    = false
  sensitive   = true
}
