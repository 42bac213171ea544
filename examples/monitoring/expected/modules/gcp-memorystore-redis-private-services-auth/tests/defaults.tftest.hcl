mock_provider "google" {}

variables {
  engine_version  = "REDIS_7_2"
  kms_key         = "projects/crm-prod/locations/asia-northeast3/keyRings/crm/cryptoKeys/cache"
  memory_size_gib = 5
  name            = "crm-production"
  network_id      = "projects/crm-prod/global/networks/crm-production"

  private_services_connection_id = "crm-production:servicenetworking.googleapis.com"
  private_services_range_name    = "crm-production-private-services"

  region = "asia-northeast3"
}

run "the_instance_speaks_tls_and_has_a_standby" {
  command = plan

  assert {
    condition     = google_redis_instance.this.transit_encryption_mode == "SERVER_AUTHENTICATION"
    error_message = "The instance must speak TLS."
  }

  assert {
    condition     = google_redis_instance.this.tier == "STANDARD_HA" && google_redis_instance.this.replica_count == 1
    error_message = "The instance must have a standby."
  }

  assert {
    condition     = google_redis_instance.this.auth_enabled
    error_message = "Clients must authenticate."
  }

  assert {
    condition     = google_redis_instance.this.connect_mode == "PRIVATE_SERVICE_ACCESS"
    error_message = "The instance must be reached by private services access."
  }
}

run "snapshots_are_taken" {
  command = plan

  assert {
    condition     = google_redis_instance.this.persistence_config[0].persistence_mode == "RDB"
    error_message = "Snapshots must be taken unless the input says otherwise."
  }
}

run "read_replicas_of_a_basic_instance_are_refused" {
  command = plan

  variables {
    read_replicas = 2
    tier          = "BASIC"
  }

  expect_failures = [var.read_replicas]
}

run "a_setting_that_memorystore_rejects_is_refused" {
  command = plan

  variables {
    configs = { tcp-keepalive = "60" }
  }

  expect_failures = [var.configs]
}
