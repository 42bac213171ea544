variable "advertised_ip_ranges" {
  description = "The ranges that AWS learns, under what they are for. Those of private services must be among them: no router advertises them by itself."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for range in var.advertised_ip_ranges : can(cidrhost(range, 0))])
    error_message = "Each range must be written as 10.20.0.0/20."
  }

  validation {
    condition     = !contains(values(var.advertised_ip_ranges), "0.0.0.0/0")
    error_message = "A default route would draw all traffic of the AWS network to Google Cloud."
  }

  validation {
    condition     = length(var.advertised_ip_ranges) <= 100
    error_message = "A virtual private gateway takes 100 routes of a session and then drops it."
  }
}

variable "asn" {
  description = "The autonomous system of the Cloud Router."
  type        = number
  nullable    = false

  validation {
    condition = (
      (var.asn >= 64512 && var.asn <= 65534)
      || (var.asn >= 4200000000 && var.asn <= 4294967294)
    )
    error_message = "The router takes a private number: 64512 to 65534, or 4200000000 to 4294967294."
  }

  validation {
    condition     = var.asn != var.peer_asn
    error_message = "The two sides need two autonomous systems."
  }
}

variable "keepalive_seconds" {
  description = "Seconds between two signs of life of the router; a session ends after three without one."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.keepalive_seconds >= 20 && var.keepalive_seconds <= 60
    error_message = "The router takes 20 to 60 seconds."
  }
}

variable "name" {
  description = "What every name begins with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,47}$", var.name))
    error_message = "The name has 1 to 48 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "network_id" {
  description = "The VPC network that is linked."
  type        = string
  nullable    = false
}

variable "peer_asn" {
  description = "The autonomous system of the AWS side."
  type        = number
  nullable    = false
}

variable "phase1" {
  description = "The algorithms of the negotiation of keys, one in each role. AES-GCM takes no integrity algorithm."
  nullable    = false
  default = {
    dh         = "Group-20"
    encryption = "AES-GCM-16-256"
    integrity  = null
    prf        = "PRF-HMAC-SHA2-256"
  }
  type = object({
    dh         = string
    encryption = string
    integrity  = optional(string)
    prf        = string
  })

  validation {
    condition     = startswith(var.phase1.encryption, "AES-GCM-") == (var.phase1.integrity == null)
    error_message = "AES-GCM takes no integrity algorithm, and AES-CBC takes one."
  }
}

variable "phase2" {
  description = "The algorithms of the traffic, one in each role. AES-GCM takes no integrity algorithm."
  nullable    = false
  default = {
    encryption = "AES-GCM-16-256"
    integrity  = null
    pfs        = "Group-20"
  }
  type = object({
    encryption = string
    integrity  = optional(string)
    pfs        = string
  })

  validation {
    condition     = startswith(var.phase2.encryption, "AES-GCM-") == (var.phase2.integrity == null)
    error_message = "AES-GCM takes no integrity algorithm, and AES-CBC takes one."
  }
}

variable "preshared_key_versions" {
  description = "A word for each tunnel that changes when its key does; Terraform cannot compare the keys themselves."
  type        = map(string)
  nullable    = false
}

variable "preshared_keys" {
  description = "The pre-shared key of each tunnel."
  type        = map(string)
  ephemeral   = true
  nullable    = false
  sensitive   = true
}

variable "region" {
  description = "The region of the gateway and of the router."
  type        = string
  nullable    = false
}

variable "tunnel_addresses" {
  description = "The public address of each tunnel at AWS: 0 and 1 of the first connection, 2 and 3 of the second."
  type        = map(string)
  nullable    = false
}

variable "tunnels" {
  description = "The four tunnels, with the range inside of each and the MED with which the ranges are advertised over it; the lowest wins."
  nullable    = false
  type = map(object({
    inside_cidr    = string
    route_priority = optional(number, 100)
  }))

  validation {
    condition     = join(" ", sort(keys(var.tunnels))) == "0 1 2 3"
    error_message = "There are four tunnels, 0 to 3: two for each interface of the HA VPN gateway."
  }

  validation {
    condition = alltrue([
      for tunnel in var.tunnels : can(regex("^169[.]254[.][0-9]{1,3}[.][0-9]{1,3}/30$", tunnel.inside_cidr)) && can(cidrhost(tunnel.inside_cidr, 0))
    ])
    error_message = "The range inside of a tunnel is a /30 of 169.254.0.0/16."
  }

  validation {
    condition     = length(distinct([for tunnel in var.tunnels : tunnel.inside_cidr])) == 4
    error_message = "Each tunnel needs a range of its own."
  }
}
