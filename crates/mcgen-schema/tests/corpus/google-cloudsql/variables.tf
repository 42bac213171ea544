variable "availability_type" {
  type    = string
  default = "ZONAL"
}

variable "backup_configuration" {
  type = object({
    enabled            = optional(bool, false)
    binary_log_enabled = optional(bool, false)
    start_time         = optional(string, "23:00")
    location           = optional(string)
    log_retention_days = optional(number, 7)
    retention_count    = optional(number, 7)
  })
  nullable = false
  default = {
    enabled            = false
    binary_log_enabled = false
    start_time         = "23:00"
  }
}

variable "database_version" {
  type = string
}

variable "databases" {
  type    = list(string)
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "disk_size" {
  type    = number
  default = null
}

variable "edition" {
  type    = string
  default = "ENTERPRISE"
}

variable "encryption_key_name" {
  type    = string
  default = null
}

variable "flags" {
  type    = map(string)
  default = null
}

variable "labels" {
  type    = map(string)
  default = null
}

variable "name" {
  type = string
}

variable "network_config" {
  type = object({
    authorized_networks = optional(map(string))
    connectivity = object({
      public_ipv4 = optional(bool, false)
      psa_config = optional(object({
        private_network = string
        allocated_ip_ranges = optional(object({
          primary = optional(string)
          replica = optional(string)
        }))
      }))
      psc_allowed_consumer_projects = optional(list(string))
    })
  })
}

variable "project_id" {
  type = string
}

variable "region" {
  type = string
}

variable "replicas" {
  type = map(object({
    region              = string
    encryption_key_name = optional(string)
    tier                = optional(string)
    availability_type   = optional(string)
  }))
  default = {}
}

variable "root_password" {
  type = object({
    password        = optional(string)
    random_password = optional(bool, false)
  })
  default = {}
}

variable "ssl" {
  type = object({
    client_certificates = optional(list(string))
    mode                = optional(string)
  })
  default  = {}
  nullable = false
}

variable "tier" {
  type = string
}

variable "users" {
  type = map(object({
    password = optional(string)
    type     = optional(string)
  }))
  default = null
}
