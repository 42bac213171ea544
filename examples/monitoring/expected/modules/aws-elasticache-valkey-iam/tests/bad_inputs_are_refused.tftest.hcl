mock_provider "aws" {}

variables {
  client_cidr_blocks    = { "private/a" = "10.30.16.0/20" }
  final_snapshot_prefix = "crm-production-final"
  kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  logs_kms_key_arn      = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  maintenance_window    = "sun:19:00-sun:20:00"
  name                  = "crm-production"
  node_type             = "cache.m7g.large"
  parameters            = { maxmemory-policy = "allkeys-lru" }
  snapshot_window       = "16:00-17:00"
  subnet_ids            = { a = "subnet-0a", c = "subnet-0c" }
  user_name             = "crm-production-app"
  vpc_id                = "vpc-0"
  engine_version        = "8.0"
  parameter_family      = "valkey8"
}

run "a_family_of_another_version_is_refused" {
  command = plan

  variables {
    parameter_family = "valkey7"
  }

  expect_failures = [var.parameter_family]
}

run "data_tiering_on_another_node_type_is_refused" {
  command = plan

  variables {
    data_tiering = true
  }

  expect_failures = [var.data_tiering]
}

run "encryption_without_a_key_is_refused" {
  command = plan

  variables {
    kms_key_arn = null
  }

  expect_failures = [var.kms_key_arn]
}

run "the_internet_as_a_client_is_refused" {
  command = plan

  variables {
    client_cidr_blocks = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.client_cidr_blocks]
}

run "cluster_mode_by_parameter_is_refused" {
  command = plan

  variables {
    parameters = { cluster-enabled = "yes" }
  }

  expect_failures = [var.parameters]
}

run "failover_with_one_node_is_refused" {
  command = plan

  variables {
    nodes = 1
  }

  expect_failures = [var.automatic_failover]
}

run "zones_without_failover_are_refused" {
  command = plan

  variables {
    automatic_failover = false
  }

  expect_failures = [var.multi_az]
}

run "users_without_required_tls_are_refused" {
  command = plan

  variables {
    transit_encryption = "preferred"
  }

  expect_failures = [var.transit_encryption]
}

run "a_user_that_is_off_is_refused" {
  command = plan

  variables {
    access_string = "off -@all"
  }

  expect_failures = [var.access_string]
}
