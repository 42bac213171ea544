variable "cidr_block" {
  description = "The primary range of the VPC, between /16 and /28."
  type        = string
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.cidr_block)) && can(regex("/(1[6-9]|2[0-8])$", var.cidr_block))
    error_message = "The range of a VPC must be an IPv4 range between /16 and /28."
  }

  validation {
    condition     = can(cidrsubnet(var.cidr_block, 0, 0)) ? cidrsubnet(var.cidr_block, 0, 0) == var.cidr_block : false
    error_message = "The range must be written with its host bits zero, or every plan shows a change."
  }
}

variable "dns_hostnames" {
  description = "Whether instances get DNS names. Private names of databases and endpoints need it."
  type        = bool
  default     = true
  nullable    = false
}

variable "dns_support" {
  description = "Whether the DNS resolver of the VPC answers."
  type        = bool
  default     = true
  nullable    = false
}

variable "flow_logs_kms_key_arn" {
  description = "The ARN of the KMS key that encrypts the flow logs. Its policy must admit CloudWatch Logs."
  type        = string
  nullable    = false
}

variable "flow_logs_retention_days" {
  description = "How many days flow logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.flow_logs_retention_days,
    )
    error_message = "CloudWatch Logs keeps logs for one of a fixed list of days, such as 30, 90, 180 or 365."
  }
}

variable "gateway_endpoints" {
  description = "The services reached by a gateway endpoint: s3, dynamodb or both."
  type        = list(string)
  default     = ["s3"]
  nullable    = false

  validation {
    condition     = alltrue([for service in var.gateway_endpoints : contains(["dynamodb", "s3"], service)])
    error_message = "Only s3 and dynamodb have gateway endpoints."
  }
}

variable "isolated_acl_rules" {
  description = "The networks that the database and cache subnets exchange traffic with: a range for each rule number."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.isolated_acl_rules) >= 1 && length(var.isolated_acl_rules) <= 20
    error_message = "A network ACL holds between 1 and 20 rules in each direction."
  }

  validation {
    condition     = alltrue([for number in keys(var.isolated_acl_rules) : can(regex("^[1-9][0-9]{0,4}$", number))])
    error_message = "Each key is the number of a rule, from 1 to 32766."
  }

  validation {
    condition = alltrue([
      for cidr_block in values(var.isolated_acl_rules) : can(cidrnetmask(cidr_block)) && cidr_block != "0.0.0.0/0"
    ])
    error_message = "Each rule names an IPv4 range, and never the whole internet."
  }
}

variable "name" {
  description = "The name of the VPC, and the first part of the names of what belongs to it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,47}$", var.name))
    error_message = "The name must have 1 to 48 lower-case letters, digits and hyphens, and start with a letter."
  }
}

variable "nat_gateway_zones" {
  description = "For each zone, the zone whose NAT gateway its private and cluster subnets use. Empty means no NAT gateway."
  type        = map(string)
  nullable    = false

  validation {
    condition = alltrue([
      for zone in values(var.nat_gateway_zones) : contains(keys(lookup(var.subnets, "public", {})), zone)
    ])
    error_message = "A NAT gateway stands in a public subnet of its zone: every zone named must have one."
  }

  validation {
    condition = length(var.nat_gateway_zones) == 0 || alltrue([
      for zone in concat(keys(lookup(var.subnets, "private", {})), keys(lookup(var.subnets, "cluster", {}))) :
      contains(keys(var.nat_gateway_zones), zone)
    ])
    error_message = "Every zone that has a private or cluster subnet must name the NAT gateway it uses."
  }
}

variable "region" {
  description = "The region of the VPC."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "The region must have the form of ap-northeast-2."
  }
}

variable "secondary_cidr_blocks" {
  description = "Further ranges of the VPC, at most four."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.secondary_cidr_blocks) <= 4
    error_message = "A VPC has at most five ranges."
  }

  validation {
    condition = alltrue([
      for cidr_block in var.secondary_cidr_blocks :
      can(cidrnetmask(cidr_block)) && can(regex("/(1[6-9]|2[0-8])$", cidr_block))
    ])
    error_message = "Each further range must be an IPv4 range between /16 and /28."
  }
}

variable "subnet_tags" {
  description = "Further tags for the subnets of a tier, such as those that EKS looks for."
  type        = map(map(string))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for tier in keys(var.subnet_tags) : contains(keys(var.subnets), tier)])
    error_message = "Tags can only be given for a tier that has subnets."
  }
}

variable "subnets" {
  description = "The range of each subnet, by tier (public, private, cluster, database, cache) and zone."
  type        = map(map(string))
  nullable    = false

  validation {
    condition = alltrue([
      for tier in keys(var.subnets) : contains(["cache", "cluster", "database", "private", "public"], tier)
    ])
    error_message = "The tiers are public, private, cluster, database and cache."
  }

  validation {
    condition = alltrue(flatten([
      for cidr_blocks in values(var.subnets) : [for zone in keys(cidr_blocks) : contains(keys(var.zones), zone)]
    ]))
    error_message = "Every subnet must lie in one of the zones of the VPC."
  }

  validation {
    condition = alltrue(flatten([
      for cidr_blocks in values(var.subnets) : [
        for cidr_block in values(cidr_blocks) :
        can(cidrnetmask(cidr_block)) && can(regex("/(1[6-9]|2[0-8])$", cidr_block))
      ]
    ]))
    error_message = "Each subnet must be an IPv4 range between /16 and /28."
  }

  validation {
    condition = length(distinct(flatten([for cidr_blocks in values(var.subnets) : values(cidr_blocks)]))) == length(
      flatten([for cidr_blocks in values(var.subnets) : values(cidr_blocks)])
    )
    error_message = "No two subnets may have the same range."
  }
}

variable "zones" {
  description = "The availability zones of the VPC, each under its letter."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for letter, zone in var.zones : zone == "${var.region}${letter}"])
    error_message = "Each key is the letter of its zone, and each zone must belong to the region of the VPC."
  }

  validation {
    condition     = length(var.zones) >= 2
    error_message = "At least two zones are needed: databases and load balancers span two."
  }
}
