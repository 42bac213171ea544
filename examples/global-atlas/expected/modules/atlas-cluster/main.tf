resource "mongodbatlas_advanced_cluster" "this" {
  name                           = var.name
  backup_enabled                 = true
  cluster_type                   = "REPLICASET"
  mongo_db_major_version         = var.mongo_db_major_version
  pit_enabled                    = true
  project_id                     = var.project_id
  retain_backups_enabled         = true
  tags                           = var.tags
  termination_protection_enabled = var.delete_protection

  advanced_configuration = {
    default_write_concern        = "majority"
    javascript_enabled           = false
    minimum_enabled_tls_protocol = "TLS1_2"
  }

  # One size for all; the first region has the highest priority, which is 7.
  replication_specs = [{
    region_configs = [
      for index, region in var.regions : {
        priority      = 7 - index
        provider_name = region.cloud
        region_name   = region.name

        electable_specs = {
          instance_size = var.instance_size
          node_count    = region.nodes
        }
      }
    ]
  }]
}

resource "mongodbatlas_cloud_backup_schedule" "this" {
  cluster_name        = mongodbatlas_advanced_cluster.this.name
  project_id          = var.project_id
  restore_window_days = var.restore_window_days

  policy_item_daily {
    frequency_interval = 1
    retention_unit     = "days"
    retention_value    = var.backup_retention_days
  }
}

resource "mongodbatlas_project_ip_access_list" "this" {
  for_each = var.allow

  cidr_block = each.value
  comment    = each.key
  project_id = var.project_id
}

# Clients of another region of AWS than the one of a service must be named; Google Cloud has one service for all nodes of a region.
resource "mongodbatlas_privatelink_endpoint" "this" {
  for_each = { for region in var.regions : region.name => region.cloud }

  port_mapping_enabled     = each.value == "GCP" ? true : null
  project_id               = var.project_id
  provider_name            = each.value
  region                   = each.key
  supported_remote_regions = each.value == "AWS" && each.key != var.aws_client_region ? [var.aws_client_region] : null
}

resource "mongodbatlas_alert_configuration" "no_primary" {
  for_each = var.alert_emails

  enabled    = true
  event_type = "NO_PRIMARY"
  project_id = var.project_id

  matcher {
    field_name = "CLUSTER_NAME"
    operator   = "EQUALS"
    value      = mongodbatlas_advanced_cluster.this.name
  }

  notification {
    delay_min     = 0
    email_address = each.value
    interval_min  = 5
    type_name     = "EMAIL"
  }
}

# A node that is away for longer than the window must be copied anew.
resource "mongodbatlas_alert_configuration" "oplog_window" {
  for_each = var.alert_emails

  enabled    = true
  event_type = "REPLICATION_OPLOG_WINDOW_RUNNING_OUT"
  project_id = var.project_id

  matcher {
    field_name = "CLUSTER_NAME"
    operator   = "EQUALS"
    value      = mongodbatlas_advanced_cluster.this.name
  }

  notification {
    delay_min     = 0
    email_address = each.value
    interval_min  = 60
    type_name     = "EMAIL"
  }

  threshold_config {
    operator  = "LESS_THAN"
    threshold = 24
    units     = "HOURS"
  }
}
