variable "firewall_rules" {
  description = "The ingress that is allowed: one entry for each rule and protocol. No ports means all of them; no target tags means every instance."
  type = map(object({
    name          = string
    description   = optional(string, "")
    ports         = optional(list(string), [])
    priority      = optional(number, 1000)
    protocol      = string
    source_ranges = list(string)
    target_tags   = optional(list(string), [])
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for rule in var.firewall_rules : rule.priority >= 0 && rule.priority < 65534])
    error_message = "The priority of a rule must lie between 0 and 65533, before the rule that denies everything."
  }

  validation {
    condition = alltrue([
      for rule in var.firewall_rules :
      contains(["ah", "all", "esp", "icmp", "ipip", "sctp", "tcp", "udp"], rule.protocol)
    ])
    error_message = "The protocol must be tcp, udp, icmp, esp, ah, sctp, ipip or all."
  }

  validation {
    condition     = alltrue([for rule in var.firewall_rules : length(rule.source_ranges) > 0])
    error_message = "Each rule must name the ranges it admits, because a rule without sources admits every address."
  }

  validation {
    condition = alltrue(flatten([
      for rule in var.firewall_rules : [for range in rule.source_ranges : can(cidrhost(range, 0))]
    ]))
    error_message = "Each source range must be written as a CIDR block."
  }
}

variable "flow_logs" {
  description = "How flow logs are taken: the aggregation interval, the metadata, and the sampled share of the flows between 0 and 1."
  type = object({
    aggregation_interval = optional(string, "INTERVAL_5_SEC")
    metadata             = optional(string, "INCLUDE_ALL_METADATA")
    sampling             = optional(number, 0.5)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.flow_logs.sampling > 0 && var.flow_logs.sampling <= 1
    error_message = "The sampled share must be more than 0 and at most 1."
  }

  validation {
    condition = contains(
      ["INTERVAL_5_SEC", "INTERVAL_30_SEC", "INTERVAL_1_MIN", "INTERVAL_5_MIN", "INTERVAL_10_MIN", "INTERVAL_15_MIN"],
      var.flow_logs.aggregation_interval,
    )
    error_message = "The aggregation interval must be one of the six that Google Cloud knows, such as INTERVAL_5_SEC."
  }

  validation {
    condition     = contains(["EXCLUDE_ALL_METADATA", "INCLUDE_ALL_METADATA"], var.flow_logs.metadata)
    error_message = "The metadata setting must be INCLUDE_ALL_METADATA or EXCLUDE_ALL_METADATA."
  }
}

variable "mtu" {
  description = "The largest packet of the network, in bytes. 1460 fits a Cloud VPN tunnel."
  type        = number
  default     = 1460
  nullable    = false

  validation {
    condition     = var.mtu >= 1300 && var.mtu <= 8896
    error_message = "The MTU must lie between 1300 and 8896."
  }
}

variable "name" {
  description = "The name of the network. Names of what belongs to it start with it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][-a-z0-9]{0,43}[a-z0-9]$", var.name))
    error_message = "The name must have 2 to 45 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen."
  }
}

variable "nat" {
  description = "What Cloud NAT logs (ERRORS_ONLY, TRANSLATIONS_ONLY, ALL or NONE), and the ports that each instance holds at least."
  type = object({
    log_filter       = optional(string, "ERRORS_ONLY")
    min_ports_per_vm = optional(number, 64)
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["ALL", "ERRORS_ONLY", "NONE", "TRANSLATIONS_ONLY"], var.nat.log_filter)
    error_message = "The log filter must be ERRORS_ONLY, TRANSLATIONS_ONLY, ALL or NONE."
  }

  validation {
    condition = contains(
      [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768],
      var.nat.min_ports_per_vm,
    )
    error_message = "The number of ports must be a power of two between 32 and 32768."
  }
}

variable "nodes" {
  description = "The ranges of the node subnet: its own, and the secondary ranges named pods and services."
  type = object({
    ip_cidr_range          = string
    pods_ip_cidr_range     = string
    services_ip_cidr_range = string
  })
  nullable = false

  validation {
    condition     = alltrue([for range in values(var.nodes) : can(cidrsubnet(range, 0, 0)) ? cidrsubnet(range, 0, 0) == range : false])
    error_message = "Each range must be a CIDR block with its host bits zero."
  }

  validation {
    condition     = can(regex("/([4-9]|1[0-9]|2[0-9])$", var.nodes.ip_cidr_range))
    error_message = "The range of a subnet must lie between /4 and /29."
  }
}

variable "private_services" {
  description = "The range for managed databases and caches, and whether routes learned from other networks pass its peering."
  type = object({
    export_custom_routes = optional(bool, false)
    import_custom_routes = optional(bool, false)
    ip_cidr_range        = string
  })
  nullable = false

  validation {
    condition = (
      can(cidrsubnet(var.private_services.ip_cidr_range, 0, 0))
      ? cidrsubnet(var.private_services.ip_cidr_range, 0, 0) == var.private_services.ip_cidr_range
      : false
    )
    error_message = "The range must be a CIDR block with its host bits zero."
  }

  validation {
    condition     = can(regex("/([89]|1[0-9]|2[0-4])$", var.private_services.ip_cidr_range))
    error_message = "The range must lie between /8 and /24: each service takes at least a /24 in each region."
  }
}

variable "region" {
  description = "The region of the node subnet."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "The region must be written like asia-northeast3."
  }
}

variable "routing_mode" {
  description = "Whether routes learned by a Cloud Router serve every region (GLOBAL) or its own only (REGIONAL)."
  type        = string
  default     = "GLOBAL"
  nullable    = false

  validation {
    condition     = contains(["GLOBAL", "REGIONAL"], var.routing_mode)
    error_message = "The routing mode must be GLOBAL or REGIONAL."
  }
}

variable "subnets" {
  description = "Further subnets under keys that never change."
  type = map(object({
    name          = string
    ip_cidr_range = string
    region        = string
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for subnet in var.subnets :
      can(cidrsubnet(subnet.ip_cidr_range, 0, 0)) ? cidrsubnet(subnet.ip_cidr_range, 0, 0) == subnet.ip_cidr_range : false
    ])
    error_message = "Each range must be a CIDR block with its host bits zero."
  }

  validation {
    condition     = alltrue([for subnet in var.subnets : can(regex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$", subnet.name))])
    error_message = "The name of a subnet must have at most 63 lower-case letters, digits and hyphens, starting with a letter."
  }
}
