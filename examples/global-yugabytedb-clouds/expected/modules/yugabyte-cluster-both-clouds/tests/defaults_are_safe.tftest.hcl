mock_provider "random" {}
mock_provider "ybm" {}

variables {
  cores     = 4
  disk_gb   = 100
  endpoints = { ap-northeast-2 = ["arn:aws:iam::111122223333:root"] }

  fault_tolerance = "REGION"
  faults          = 1
  name            = "crm-production"

  google_clients = {
    cidr_blocks = ["10.20.0.0/20", "10.22.0.0/16"]
    network     = "crm-production"
    project     = "crm-production"
  }

  regions = [
    { cidr = "10.64.0.0/24", cloud = "AWS", name = "ap-northeast-2", nodes = 1 },
    { cidr = "10.64.1.0/24", cloud = "GCP", name = "asia-northeast3", nodes = 1 },
    { cidr = "10.64.2.0/24", cloud = "AWS", name = "ap-northeast-1", nodes = 1 },
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
      { cidr = "10.64.0.0/24", cloud = "AWS", name = "ap-northeast-2", nodes = 1 },
      { cidr = "10.64.1.0/24", cloud = "GCP", name = "asia-northeast3", nodes = 1 },
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

run "nodes_stand_in_both_clouds" {
  command = plan

  assert {
    condition     = ybm_cluster.this.is_multi_cloud
    error_message = "Aeon must be told that the cluster spans clouds."
  }

  assert {
    condition = (
      join(" ", keys(ybm_vpc.this)) == "ap-northeast-1 ap-northeast-2"
      && join(" ", ybm_vpc.google.region_cidr_info[*].region) == "asia-northeast3"
    )
    error_message = "Each region of AWS must have a VPC, and those of Google Cloud one together."
  }

  assert {
    condition = (
      ybm_vpc_peering.google.application_vpc_info.project == "crm-production"
      && ybm_vpc_peering.google.application_vpc_info.cloud == "GCP"
      && ybm_allow_list.google.cidr_list == toset(["10.20.0.0/20", "10.22.0.0/16"])
    )
    error_message = "The network of the clients in Google Cloud must be peered, and its ranges let in."
  }
}

run "one_cloud_is_refused" {
  command = plan

  variables {
    regions = [
      { cidr = "10.64.0.0/24", cloud = "AWS", name = "ap-northeast-2", nodes = 1 },
      { cidr = "10.64.1.0/24", cloud = "AWS", name = "ap-northeast-1", nodes = 1 },
      { cidr = "10.64.2.0/24", cloud = "AWS", name = "ap-northeast-3", nodes = 1 },
    ]
  }

  expect_failures = [var.regions]
}

run "everybody_is_not_let_in" {
  command = plan

  variables {
    google_clients = {
      cidr_blocks = ["0.0.0.0/0"]
      network     = "crm-production"
      project     = "crm-production"
    }
  }

  expect_failures = [var.google_clients]
}
