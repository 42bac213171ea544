variable "amazon_side_asn" {
  description = "The autonomous system of the gateway. It cannot change later."
  type        = number
  nullable    = false

  validation {
    condition = (
      (var.amazon_side_asn >= 64512 && var.amazon_side_asn <= 65534)
      || (var.amazon_side_asn >= 4200000000 && var.amazon_side_asn <= 4294967294)
    )
    error_message = "The gateway takes a private number: 64512 to 65534, or 4200000000 to 4294967294."
  }
}

variable "connections" {
  description = "The two connections, 0 to interface 0 of the HA VPN gateway and 1 to interface 1, with the ranges inside of their tunnels."
  nullable    = false
  type = map(object({
    tunnel1_inside_cidr = string
    tunnel2_inside_cidr = string
  }))

  validation {
    condition     = join(" ", sort(keys(var.connections))) == "0 1"
    error_message = "There are two connections, 0 and 1: one for each interface of the HA VPN gateway."
  }

  validation {
    condition = alltrue(flatten([
      for connection in var.connections : [
        for range in values(connection) : can(regex("^169[.]254[.][0-9]{1,3}[.][0-9]{1,3}/30$", range))
        && can(cidrhost(range, 0)) && !contains([
          "169.254.0.0/30", "169.254.1.0/30", "169.254.2.0/30", "169.254.3.0/30",
          "169.254.4.0/30", "169.254.5.0/30", "169.254.169.252/30",
        ], range)
      ]
    ]))
    error_message = "The range inside of a tunnel is a /30 of 169.254.0.0/16 that AWS does not keep for itself."
  }

  validation {
    condition     = length(distinct(flatten([for connection in var.connections : values(connection)]))) == 4
    error_message = "Each tunnel needs a range of its own."
  }
}

variable "log_kms_key_arn" {
  description = "The key that encrypts the logs of the tunnels."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:", var.log_kms_key_arn))
    error_message = "The key must be given as the ARN of a KMS key."
  }
}

variable "log_retention_days" {
  description = "How many days the logs of the tunnels are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition = contains([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ], var.log_retention_days)
    error_message = "CloudWatch Logs keeps logs only for a number of days from its own list, such as 30, 90 or 365."
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

variable "peer_addresses" {
  description = "The public addresses of interface 0 and 1 of the HA VPN gateway."
  type        = map(string)
  nullable    = false
}

variable "peer_asn" {
  description = "The autonomous system of the Cloud Router."
  type        = number
  nullable    = false

  validation {
    condition     = var.peer_asn >= 1 && var.peer_asn <= 4294967294
    error_message = "An autonomous system has a number from 1 to 4294967294."
  }

  validation {
    condition     = var.peer_asn != var.amazon_side_asn
    error_message = "The two sides need two autonomous systems."
  }
}

variable "phase1" {
  description = "The algorithms of the negotiation of keys, one in each role. With AES-GCM, the integrity algorithm is the pseudo-random function."
  nullable    = false
  default = {
    dh_group   = 20
    encryption = "AES256-GCM-16"
    integrity  = "SHA2-256"
  }
  type = object({
    dh_group   = number
    encryption = string
    integrity  = string
  })

  validation {
    condition     = contains([2, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24], var.phase1.dh_group)
    error_message = "Both clouds take the groups 2, 14, 15, 16 and 18 to 24 in phase 1."
  }

  validation {
    condition     = contains(["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"], var.phase1.encryption)
    error_message = "The encryption is AES128, AES256, AES128-GCM-16 or AES256-GCM-16."
  }

  validation {
    condition     = contains(["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"], var.phase1.integrity)
    error_message = "The integrity algorithm is SHA1, SHA2-256, SHA2-384 or SHA2-512."
  }
}

variable "phase2" {
  description = "The algorithms of the traffic, one in each role."
  nullable    = false
  default = {
    dh_group   = 20
    encryption = "AES256-GCM-16"
    integrity  = "SHA2-256"
  }
  type = object({
    dh_group   = number
    encryption = string
    integrity  = string
  })

  validation {
    condition     = contains([2, 5, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24], var.phase2.dh_group)
    error_message = "Both clouds take the groups 2, 5, 14, 15, 16 and 18 to 24 in phase 2."
  }

  validation {
    condition     = contains(["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"], var.phase2.encryption)
    error_message = "The encryption is AES128, AES256, AES128-GCM-16 or AES256-GCM-16."
  }

  validation {
    condition     = contains(["SHA1", "SHA2-256", "SHA2-512"], var.phase2.integrity)
    error_message = "Both clouds take SHA1, SHA2-256 and SHA2-512 in phase 2."
  }
}

variable "route_table_ids" {
  description = "The route tables from which Google Cloud is reached, under keys that never change."
  type        = map(string)
  nullable    = false
}

variable "tunnel_options" {
  description = "How AWS keeps the tunnels up."
  nullable    = false
  default     = {}
  type = object({
    dpd_timeout_action        = optional(string, "restart")
    dpd_timeout_seconds       = optional(number, 30)
    phase1_lifetime_seconds   = optional(number, 28800)
    phase2_lifetime_seconds   = optional(number, 3600)
    rekey_fuzz_percentage     = optional(number, 100)
    rekey_margin_time_seconds = optional(number, 270)
    replay_window_size        = optional(number, 1024)
    startup_action            = optional(string, "start")
  })

  validation {
    condition     = contains(["clear", "none", "restart"], var.tunnel_options.dpd_timeout_action)
    error_message = "A silent peer is answered with clear, none or restart."
  }

  validation {
    condition     = var.tunnel_options.dpd_timeout_seconds >= 30
    error_message = "A peer counts as dead after 30 seconds or more."
  }

  validation {
    condition = (
      var.tunnel_options.phase1_lifetime_seconds >= 900 && var.tunnel_options.phase1_lifetime_seconds <= 28800
      && var.tunnel_options.phase2_lifetime_seconds >= 900 && var.tunnel_options.phase2_lifetime_seconds <= 3600
      && var.tunnel_options.phase2_lifetime_seconds < var.tunnel_options.phase1_lifetime_seconds
    )
    error_message = "Keys of phase 1 live 900 to 28800 seconds, those of phase 2 900 to 3600 and shorter than those of phase 1."
  }

  validation {
    condition     = contains(["add", "start"], var.tunnel_options.startup_action)
    error_message = "A new tunnel waits (add) or begins (start)."
  }
}

variable "vpc_id" {
  description = "The VPC that is linked."
  type        = string
  nullable    = false
}
