resource "aws_security_group" "this" {
  name_prefix = "${var.name}-"

  dynamic "ingress" {
    for_each = var.ingress
    iterator = rule
    content {
      description = lookup(rule.value, "description", null)
      from_port   = rule.value.from
      to_port     = rule.value["to"]
      cidr_blocks = [for c in rule.value.cidrs : c if c != ""]
    }
  }
  dynamic "egress" {
    for_each = { for k, v in var.egress : k => v if v.enabled }
    labels   = [egress.key]
    content {
      protocol = "-1"
      dynamic "inner" {
        for_each = egress.value.inner
        content { name = inner.value }
      }
    }
  }
  lifecycle { create_before_destroy = true }
}
