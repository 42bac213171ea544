module "wrapper" {
  source = "../"

  for_each = var.items

  identifier          = try(each.value.identifier, var.defaults.identifier, each.key)
  instance_class      = try(each.value.instance_class, var.defaults.instance_class, "db.t4g.medium")
  skip_final_snapshot = try(each.value.skip_final_snapshot, var.defaults.skip_final_snapshot, false)
  parameters          = try(each.value.parameters, var.defaults.parameters, [])
  monitoring          = try(each.value.monitoring, var.defaults.monitoring, {})
  timeouts            = try(each.value.timeouts, var.defaults.timeouts, {})
}
