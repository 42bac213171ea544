mock_provider "random" {}
mock_provider "ybm" {}

variables {
  cores     = 4
  disk_gb   = 100
  endpoints = { ap-northeast-2 = ["arn:aws:iam::111122223333:root"] }

  export_configuration = "crm-datadog"

  fault_tolerance = "REGION"
  faults          = 1
  name            = "crm-production"

  regions = [
    { cidr = "10.64.0.0/24", name = "ap-northeast-2", nodes = 1 },
    { cidr = "10.64.1.0/24", name = "ap-northeast-1", nodes = 1 },
    { cidr = "10.64.2.0/24", name = "ap-southeast-1", nodes = 1 },
  ]
}

run "nothing_is_open_and_backups_are_made" {
  command = plan

  assert {
    condition     = alltrue([for region in ybm_cluster.this.cluster_region_info : !region.public_access])
    error_message = "No region may have a public address."
  }

  assert {
    condition     = ybm_cluster.this.backup_schedules[0].state == "ACTIVE"
    error_message = "Backups must be made."
  }

  assert {
    condition     = length(ybm_user.member) == 0
    error_message = "Nobody is invited who is not named."
  }
}

run "members_look_and_change_nothing" {
  command = plan

  variables {
    members = ["databases@example.com", "on-call@example.com"]
  }

  assert {
    condition     = [for it in ybm_user.member : "${it.email} ${it.role_name}"] == ["databases@example.com Viewer", "on-call@example.com Viewer"]
    error_message = "Each address must be invited, as a viewer."
  }
}

run "a_name_is_no_address" {
  command = plan

  variables {
    members = ["databases"]
  }

  expect_failures = [var.members]
}

run "two_regions_are_no_majority" {
  command = plan

  variables {
    regions = [
      { cidr = "10.64.0.0/24", name = "ap-northeast-2", nodes = 1 },
      { cidr = "10.64.1.0/24", name = "ap-northeast-1", nodes = 1 },
    ]
  }

  expect_failures = [var.faults]
}

run "everybody_is_refused" {
  command = plan

  variables {
    endpoints = { ap-northeast-2 = ["*"] }
  }

  expect_failures = [var.endpoints]
}

run "the_metrics_go_to_the_configuration_that_is_named" {
  command = plan

  assert {
    condition     = ybm_associate_metrics_exporter_cluster.this.config_name == "crm-datadog"
    error_message = "The metrics must go to the configuration that is named."
  }
}
