mock_provider "google" {}

variables {
  key_ring_name = "crm-production-database"
  location      = "asia-northeast3"
  name          = "database"

  service_agents = {
    cloud-sql = "service-123456789012@gcp-sa-cloud-sql.iam.gserviceaccount.com"
  }
}

run "the_key_rotates_every_90_days" {
  command = plan

  assert {
    condition     = google_kms_crypto_key.this.rotation_period == "7776000s"
    error_message = "The key must rotate every 90 days unless the input says otherwise."
  }
}

run "agents_may_only_encrypt_and_decrypt" {
  command = plan

  assert {
    condition     = google_kms_crypto_key_iam_member.service_agents["cloud-sql"].role == "roles/cloudkms.cryptoKeyEncrypterDecrypter"
    error_message = "A service agent must get no other role on the key."
  }

  assert {
    condition     = google_kms_crypto_key_iam_member.service_agents["cloud-sql"].member == "serviceAccount:service-123456789012@gcp-sa-cloud-sql.iam.gserviceaccount.com"
    error_message = "The grant must name the service agent."
  }
}

run "a_prefixed_member_is_refused" {
  command = plan

  variables {
    service_agents = {
      cloud-sql = "serviceAccount:service-123456789012@gcp-sa-cloud-sql.iam.gserviceaccount.com"
    }
  }

  expect_failures = [var.service_agents]
}

run "a_key_that_never_rotates_is_refused" {
  command = plan

  variables {
    rotation_days = 0
  }

  expect_failures = [var.rotation_days]
}
