mock_provider "google" {}

variables {
  engine_version = "VALKEY_8_0"
  kms_key        = "projects/crm-prod/locations/asia-northeast3/keyRings/crm/cryptoKeys/cache"
  name           = "crm-production"
  network_id     = "projects/crm-prod/global/networks/crm-production"
  project_id     = "crm-prod"
  region         = "asia-northeast3"
  subnet_ids     = ["projects/crm-prod/regions/asia-northeast3/subnetworks/crm-production-nodes"]
}

run "clients_authenticate_over_tls" {
  command = plan

  assert {
    condition     = google_memorystore_instance.this.authorization_mode == "IAM_AUTH"
    error_message = "Clients must authenticate with IAM."
  }

  assert {
    condition     = google_memorystore_instance.this.transit_encryption_mode == "SERVER_AUTHENTICATION"
    error_message = "The instance must speak TLS."
  }
}

run "nodes_are_spread_and_backed_up" {
  command = plan

  assert {
    condition     = google_memorystore_instance.this.zone_distribution_config[0].mode == "MULTI_ZONE"
    error_message = "Nodes must be spread over zones unless one is named."
  }

  assert {
    condition     = google_memorystore_instance.this.replica_count == 1
    error_message = "Each shard must have a replica."
  }

  assert {
    condition     = google_memorystore_instance.this.automated_backup_config[0].retention == "604800s"
    error_message = "Backups must be kept for a week."
  }

  assert {
    condition     = google_memorystore_instance.this.deletion_protection_enabled
    error_message = "The instance must be protected against deletion."
  }
}

run "a_token_without_tls_is_refused" {
  command = plan

  variables {
    transit_encryption_mode = "TRANSIT_ENCRYPTION_DISABLED"
  }

  expect_failures = [var.authorization_mode]
}

run "shards_without_cluster_mode_are_refused" {
  command = plan

  variables {
    mode        = "CLUSTER_DISABLED"
    shard_count = 3
  }

  expect_failures = [var.shard_count]
}
