variable "zone_id" {
  type        = any
  default     = []
  description = "Route53 DNS Zone ID as list of string (0 or 1 items)."

  validation {
    condition     = can(tostring(var.zone_id)) || can(var.zone_id[0])
    error_message = "The zone_id must be a list or a string."
  }
}

variable "cluster_identifier" {
  type    = string
  default = ""
}

variable "cluster_size" {
  type    = number
  default = 2
}

variable "cluster_type" {
  type    = string
  default = "regional"
}

variable "security_group_rules" {
  type    = list(any)
  default = []
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "db_name" {
  type    = string
  default = ""
}

variable "admin_user" {
  type    = string
  default = "admin"
}

variable "engine" {
  type    = string
  default = "aurora-mysql"
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "db_port" {
  type    = number
  default = 3306
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "iam_database_authentication_enabled" {
  type    = bool
  default = false
}

variable "enabled_cloudwatch_logs_exports" {
  type    = list(string)
  default = []
}

variable "scaling_configuration" {
  type = list(object({
    auto_pause   = bool
    max_capacity = number
  }))
  default = []
}

variable "serverlessv2_scaling_configuration" {
  type = object({
    min_capacity = number
    max_capacity = number
  })
  default = null
}

variable "instance_type" {
  type    = string
  default = "db.t3.small"
}

variable "performance_insights_enabled" {
  type    = bool
  default = false
}

variable "performance_insights_retention_period" {
  type    = number
  default = null
}

variable "intra_security_group_traffic_enabled" {
  type    = bool
  default = false
}

variable "vpc_id" {
  type = string
}
