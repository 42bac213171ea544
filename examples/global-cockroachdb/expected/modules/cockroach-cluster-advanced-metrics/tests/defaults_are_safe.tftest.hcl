mock_provider "cockroach" {}

variables {
  cloud_provider = "AWS"
  database       = "crm"
  labels         = { project = "crm" }
  name           = "crm-production"
  user           = "crm_app"
  storage_gib    = 150
  vcpus          = 8

  regions = [{ name = "ap-northeast-2", nodes = 3 }]
}

run "nothing_is_open_and_nothing_is_lost" {
  command = plan

  assert {
    condition     = cockroach_cluster.this.delete_protection && length(cockroach_allow_list.this) == 0
    error_message = "The cluster must refuse to be deleted and admit no public range."
  }

  assert {
    condition     = cockroach_sql_user.app.password == null
    error_message = "No password may reach the state."
  }

  assert {
    condition     = cockroach_cluster.this.backup_config.enabled && cockroach_cluster.this.backup_config.retention_days == 30
    error_message = "Backups must be made, and be kept for 30 days."
  }

  assert {
    condition     = cockroach_cluster.this.dedicated.private_network_visibility
    error_message = "Nodes must have private addresses only."
  }
}

run "a_range_of_an_office_is_split" {
  command = plan

  variables {
    allow = { office = "203.0.113.0/24" }
  }

  assert {
    condition = (
      cockroach_allow_list.this["office"].cidr_ip == "203.0.113.0"
      && cockroach_allow_list.this["office"].cidr_mask == 24
    )
    error_message = "The address and the mask must be those of the range."
  }
}

run "the_internet_is_refused" {
  command = plan

  variables {
    allow = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.allow]
}

run "three_regions_have_no_primary_one" {
  command = plan

  variables {
    regions = [
      { name = "us-east-1", nodes = 3 },
      { name = "us-east-2", nodes = 3 },
      { name = "us-west-2", nodes = 3 },
    ]
  }

  assert {
    condition     = [for region in cockroach_cluster.this.regions : region.node_count] == [3, 3, 3]
    error_message = "Each region must have its nodes."
  }
}

run "a_prometheus_reads_every_region_with_a_key_from_a_file" {
  command = apply

  override_resource {
    target = cockroach_metric_export_prometheus_config.this
    values = {
      targets = {
        us-east-1 = "https://cockroachlabs.cloud/api/v1/clusters/f78b7feb/metricexport/prometheus/us-east-1/scrape"
        us-west-2 = "https://cockroachlabs.cloud/api/v1/clusters/f78b7feb/metricexport/prometheus/us-west-2/scrape"
      }
    }
  }

  assert {
    condition     = cockroach_metric_export_prometheus_config.this.id == cockroach_cluster.this.id
    error_message = "The metrics of this cluster must be offered."
  }

  assert {
    condition = [for job in yamldecode(output.prometheus_scrape_configs).scrape_configs : job.job_name] == [
      "cockroach-crm-production-us-east-1",
      "cockroach-crm-production-us-west-2",
    ]
    error_message = "Each region must have a job, by the name that the rules look for."
  }

  assert {
    condition = yamldecode(output.prometheus_scrape_configs).scrape_configs[0] == {
      authorization   = { credentials_file = "cockroach-crm-production.key", type = "Bearer" }
      job_name        = "cockroach-crm-production-us-east-1"
      metrics_path    = "/api/v1/clusters/f78b7feb/metricexport/prometheus/us-east-1/scrape"
      scheme          = "https"
      scrape_interval = "30s"
      static_configs  = [{ targets = ["cockroachlabs.cloud"] }]
    }
    error_message = "A job must read the endpoint of its region, with a key that stands in a file."
  }
}

run "two_regions_are_refused" {
  command = plan

  variables {
    regions = [{ name = "us-east-1", nodes = 3 }, { name = "us-west-2", nodes = 3 }]
  }

  expect_failures = [var.regions]
}

run "another_retention_is_refused" {
  command = plan

  variables {
    backup_retention_days = 14
  }

  expect_failures = [var.backup_retention_days]
}
