variable "name" {
  type = string
}

variable "network" {
  type = string
}

variable "peer_gateways" {
  type = map(object({
    external = optional(object({
      redundancy_type = string
      interfaces      = list(string)
    }))
    gcp = optional(string)
  }))
  nullable = false
  validation {
    condition = alltrue([
      for k, v in var.peer_gateways : (v.gcp != null) != (v.external != null)
    ])
    error_message = "Peer gateway configuration must define exactly one between `gcp` and `external`."
  }
}

variable "project_id" {
  type = string
}

variable "region" {
  type = string
}

variable "router_config" {
  type = object({
    asn    = number
    create = optional(bool, true)
    custom_advertise = optional(object({
      all_subnets = bool
      ip_ranges   = map(string)
    }))
    keepalive = optional(number)
    name      = optional(string)
  })
  nullable = false
}

variable "tunnels" {
  type = map(object({
    bgp_peer = object({
      address        = string
      asn            = number
      route_priority = optional(number, 1000)
      md5_authentication_key = optional(object({
        name = string
        key  = optional(string)
      }))
    })
    bgp_session_range               = string
    ike_version                     = optional(number, 2)
    peer_external_gateway_interface = optional(number)
    peer_gateway                    = optional(string, "default")
    shared_secret                   = optional(string)
    vpn_gateway_interface           = number
  }))
  default  = {}
  nullable = false
}
