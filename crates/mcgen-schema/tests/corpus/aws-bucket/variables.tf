variable "accounts" {
  type    = list(string)
  default = []
}

variable "acl" {
  type    = string
  default = null
}

variable "bucket" {
  type    = string
  default = null
}

variable "create_bucket" {
  type    = bool
  default = true
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "grant" {
  type    = any
  default = []
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "lifecycle_rule" {
  type    = any
  default = []
}

variable "owner" {
  type    = map(string)
  default = {}
}

variable "policy" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "versioning" {
  type    = map(string)
  default = {}
}
