locals {
  _factory_path = try(pathexpand(var.factories_config.subnets_folder), null)
  _factory_data = {
    for f in try(fileset(local._factory_path, "**/*.yaml"), []) :
    trimsuffix(basename(f), ".yaml") => yamldecode(file("${local._factory_path}/${f}"))
  }
  _factory_subnets = {
    for k, v in local._factory_data :
    "${v.region}/${try(v.name, k)}" => {
      name          = try(v.name, k)
      region        = v.region
      ip_cidr_range = v.ip_cidr_range
      flow_logs_config = can(v.flow_logs_config) ? {
        aggregation_interval = try(v.flow_logs_config.aggregation_interval, null)
        flow_sampling        = try(v.flow_logs_config.flow_sampling, null)
        metadata             = try(v.flow_logs_config.metadata, null)
      } : null
      secondary_ip_ranges = try(v.secondary_ip_ranges, null)
      iam                 = try(v.iam, {})
      _is_regular         = !try(v.psc == true, false)
    }
  }
  subnets = merge(
    { for s in var.subnets : "${s.region}/${s.name}" => s },
    { for k, v in local._factory_subnets : k => v if v._is_regular }
  )
  subnet_iam = flatten([
    for k, s in local.subnets : [
      for role, members in s.iam : {
        subnet  = k
        role    = role
        members = members
      }
    ]
  ])
  all_subnets = merge(
    { for k, v in google_compute_subnetwork.subnetwork : k => v },
  )
}

resource "google_compute_subnetwork" "subnetwork" {
  for_each                 = local.subnets
  project                  = var.project_id
  network                  = local.network.name
  name                     = each.value.name
  region                   = each.value.region
  ip_cidr_range            = each.value.ip_cidr_range
  private_ip_google_access = true
  dynamic "secondary_ip_range" {
    for_each = each.value.secondary_ip_ranges == null ? {} : each.value.secondary_ip_ranges
    content {
      range_name    = secondary_ip_range.key
      ip_cidr_range = secondary_ip_range.value
    }
  }
  dynamic "log_config" {
    for_each = each.value.flow_logs_config != null ? [""] : []
    content {
      aggregation_interval = each.value.flow_logs_config.aggregation_interval
      flow_sampling        = each.value.flow_logs_config.flow_sampling
      metadata             = each.value.flow_logs_config.metadata
    }
  }
}

resource "google_compute_subnetwork_iam_binding" "binding" {
  for_each = {
    for binding in local.subnet_iam :
    "${binding.subnet}.${binding.role}" => binding
  }
  project    = var.project_id
  subnetwork = local.all_subnets[each.value.subnet].name
  region     = local.all_subnets[each.value.subnet].region
  role       = each.value.role
  members    = each.value.members
}
