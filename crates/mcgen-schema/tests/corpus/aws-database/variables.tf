variable "identifier" {
  type     = string
  nullable = false
}

variable "use_identifier_prefix" {
  type    = bool
  default = false
}

variable "engine" {
  type    = string
  default = "postgres"
}

variable "family" {
  type    = string
  default = "postgres16"
}

variable "instance_class" {
  type    = string
  default = "db.t4g.medium"
}

variable "username" {
  type    = string
  default = "app"
}

variable "password_secret_arn" {
  type    = string
  default = null
}

variable "replicate_source_db" {
  type    = string
  default = null
}

variable "skip_final_snapshot" {
  type    = bool
  default = false
}

variable "parameters" {
  description = "Parameters, each with its way to be applied."
  type = list(object({
    name         = string
    value        = string
    apply_method = optional(string, "immediate")
  }))
  default = []
}

variable "monitoring" {
  type = object({
    interval        = optional(number, 0)
    create_role     = optional(bool, false)
    role_arn        = optional(string)
    source_accounts = optional(set(string), [])
  })
  default  = {}
  nullable = false
}

variable "restore_to_point_in_time" {
  type = object({
    restore_time                  = optional(string)
    source_db_instance_identifier = optional(string)
    use_latest_restorable_time    = optional(bool)
  })
  default = null
}

variable "timeouts" {
  type    = map(string)
  default = {}
}
