variable "cluster" {
  type = object({ name = string, endpoint = string, ca = string })
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "releases" {
  type = list(object({
    name       = string
    chart      = string
    repository = optional(string)
    values     = optional(any, {})
    set        = optional(map(string), {})
  }))
  default = []
}

variable "replicas" {
  type    = number
  default = 2
}

variable "zone_id" {
  type = string
}
