variable "region" {
  type = string
}

variable "zones" {
  type = set(string)
}

variable "limits" {
  type = object({
    connections = number
    memory      = optional(number)
  })
}

output "limits" {
  value = "${var.region}: ${var.limits.connections} ${join(",", var.zones)} ${coalesce(var.limits.memory, 0)}"
}
