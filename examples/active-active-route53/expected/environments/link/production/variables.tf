variable "account_id" {
  description = "The only AWS account in which this stack may run."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID has 12 digits."
  }
}

variable "aws_region" {
  description = "The AWS region of the environment."
  type        = string
  nullable    = false
}

variable "aws_state" {
  description = "Where the state of the stack aws lives."
  nullable    = false
  type = object({
    bucket = string
    key    = string
    region = string
  })
}

variable "environment" {
  description = "The environment."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "The environment has 1 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "gcp_region" {
  description = "The Google Cloud region of the environment."
  type        = string
  nullable    = false
}

variable "gcp_state" {
  description = "Where the state of the stack gcp lives."
  nullable    = false
  type = object({
    bucket = string
    prefix = string
  })
}

variable "labels" {
  description = "Labels of every Google Cloud resource."
  type        = map(string)
  nullable    = false
}

variable "project" {
  description = "The project of the environment."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The ID of the Google Cloud project."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every AWS resource."
  type        = map(string)
  nullable    = false
}

variable "vpn" {
  description = "The VPN. The inputs of the two modules explain each field."
  nullable    = false
  type = object({
    advertised_to_aws  = map(string)
    aws_asn            = number
    gcp_asn            = number
    keepalive_seconds  = number
    log_retention_days = number
    name               = string
    payload_mtu        = number

    aws_ciphers = object({
      phase1 = object({
        dh_group   = number
        encryption = string
        integrity  = string
      })
      phase2 = object({
        dh_group   = number
        encryption = string
        integrity  = string
      })
    })

    gcp_ciphers = object({
      phase1 = object({
        dh         = string
        encryption = string
        integrity  = optional(string)
        prf        = string
      })
      phase2 = object({
        encryption = string
        integrity  = optional(string)
        pfs        = string
      })
    })

    tunnel_options = object({
      dpd_timeout_action        = string
      dpd_timeout_seconds       = number
      phase1_lifetime_seconds   = number
      phase2_lifetime_seconds   = number
      rekey_fuzz_percentage     = number
      rekey_margin_time_seconds = number
      replay_window_size        = number
      startup_action            = string
    })

    tunnels = map(object({
      inside_cidr    = string
      route_priority = number
    }))
  })

  validation {
    condition     = var.vpn.aws_asn != var.vpn.gcp_asn
    error_message = "The two sides need two autonomous systems."
  }
}
