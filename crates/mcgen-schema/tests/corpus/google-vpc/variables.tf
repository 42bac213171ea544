variable "auto_create_subnetworks" {
  description = "Set to true to create an auto mode subnet, defaults to custom mode."
  type        = bool
  default     = false
}

variable "description" {
  type    = string
  default = "Terraform-managed."
}

variable "dns_policy" {
  description = "DNS policy setup for the VPC."
  type = object({
    inbound = optional(bool)
    logging = optional(bool)
    outbound = optional(object({
      private_ns = list(string)
      public_ns  = list(string)
    }))
  })
  default = null
}

variable "factories_config" {
  type = object({
    subnets_folder = optional(string)
  })
  nullable = false
  default  = {}
}

variable "mtu" {
  type    = number
  default = null
}

variable "name" {
  type = string
}

variable "peering_config" {
  type = object({
    peer_vpc_self_link = string
    create_remote_peer = optional(bool, true)
    export_routes      = optional(bool)
    import_routes      = optional(bool)
  })
  default = null
}

variable "project_id" {
  type = string
}

variable "psa_configs" {
  type = list(object({
    deletion_policy = optional(string, null)
    ranges          = map(string)
    export_routes   = optional(bool, false)
    import_routes   = optional(bool, false)
    key             = optional(string, "servicenetworking.googleapis.com")
  }))
  nullable = false
  default  = []

  validation {
    condition = (
      length(var.psa_configs) == length(toset([for v in var.psa_configs : v.key]))
    )
    error_message = "At most one configuration is possible for each service."
  }
}

variable "routing_mode" {
  type    = string
  default = "GLOBAL"
  validation {
    condition     = var.routing_mode == "GLOBAL" || var.routing_mode == "REGIONAL"
    error_message = "Routing type must be GLOBAL or REGIONAL."
  }
}

variable "shared_vpc_host" {
  type    = bool
  default = false
}

variable "subnets" {
  type = list(object({
    name          = string
    region        = string
    ip_cidr_range = string
    flow_logs_config = optional(object({
      aggregation_interval = optional(string)
      flow_sampling        = optional(number)
      metadata             = optional(string)
    }))
    secondary_ip_ranges = optional(map(string))
    iam                 = optional(map(list(string)), {})
  }))
  default  = []
  nullable = false
}

variable "vpc_create" {
  type    = bool
  default = true
}
