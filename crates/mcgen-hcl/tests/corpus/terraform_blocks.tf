moved {
  from = aws_instance.a
  to   = module.b.aws_instance.a["x"]
}
import {
  to = aws_instance.a
  id = "i-123"
}
removed {
  from = aws_instance.b
  lifecycle {
    destroy = false
  }
}
check "health" {
  data "http" "this" {
    url = "https://example.com"
  }
  assert {
    condition     = data.http.this.status_code == 200
    error_message = "Status ${data.http.this.status_code}."
  }
}
variable "subnets" {
  description = "Subnets."
  type = map(object({
    cidr  = string
    zone  = optional(string, "a")
    rules = optional(list(object({ port = number })), [])
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for s in var.subnets : can(cidrhost(s.cidr, 0))
    ])
    error_message = "Each cidr must be a network."
  }
}
output "ids" {
  value       = { for k, s in aws_subnet.this : k => s.id }
  description = "Ids."
  sensitive   = true
  depends_on  = [aws_route.this]
}
