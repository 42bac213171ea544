mock_provider "mongodbatlas" {}

variables {
  aws_client_region = "AP_NORTHEAST_2"
  instance_size     = "M30"
  name              = "crm-production"
  project_id        = "0123456789abcdef01234567"
  tags              = { project = "crm" }

  regions = [
    { cloud = "AWS", name = "AP_NORTHEAST_2", nodes = 2 },
    { cloud = "GCP", name = "ASIA_NORTHEAST_3", nodes = 2 },
    { cloud = "AWS", name = "AP_NORTHEAST_1", nodes = 1 },
  ]
}

run "nothing_is_open_and_nothing_is_lost" {
  command = plan

  assert {
    condition     = mongodbatlas_advanced_cluster.this.termination_protection_enabled && length(mongodbatlas_project_ip_access_list.this) == 0
    error_message = "The cluster must refuse to be deleted and admit no public range."
  }

  assert {
    condition     = mongodbatlas_advanced_cluster.this.backup_enabled && mongodbatlas_advanced_cluster.this.pit_enabled
    error_message = "Backups must be made, of every moment."
  }
}

run "priorities_fall_by_one_from_seven" {
  command = plan

  assert {
    condition     = [for region in mongodbatlas_advanced_cluster.this.replication_specs[0].region_configs : region.priority] == [7, 6, 5]
    error_message = "The first region must have the highest priority."
  }
}

run "clients_of_another_region_are_named" {
  command = plan

  assert {
    condition = (
      mongodbatlas_privatelink_endpoint.this["AP_NORTHEAST_1"].supported_remote_regions == toset(["AP_NORTHEAST_2"])
      && mongodbatlas_privatelink_endpoint.this["ASIA_NORTHEAST_3"].port_mapping_enabled
    )
    error_message = "A service of another region must admit the clients, and one of Google Cloud must map ports."
  }
}

run "four_nodes_are_refused" {
  command = plan

  variables {
    regions = [{ cloud = "AWS", name = "AP_NORTHEAST_2", nodes = 4 }]
  }

  expect_failures = [var.regions]
}

run "the_internet_is_refused" {
  command = plan

  variables {
    allow = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.allow]
}
