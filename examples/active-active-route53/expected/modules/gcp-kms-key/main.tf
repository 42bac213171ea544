resource "google_kms_key_ring" "this" {
  name     = var.key_ring_name
  location = var.location
}

resource "google_kms_crypto_key" "this" {
  name                       = var.name
  destroy_scheduled_duration = "2592000s"
  key_ring                   = google_kms_key_ring.this.id
  purpose                    = "ENCRYPT_DECRYPT"
  rotation_period            = "${var.rotation_days * 86400}s"

  version_template {
    algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
    protection_level = var.protection_level
  }
}

resource "google_kms_crypto_key_iam_member" "service_agents" {
  for_each = var.service_agents

  crypto_key_id = google_kms_crypto_key.this.id
  member        = "serviceAccount:${each.value}"
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
}
