output "id" {
  description = "The ID of the key. It is known only when the service agents may use the key."
  value       = google_kms_crypto_key.this.id

  depends_on = [google_kms_crypto_key_iam_member.service_agents]
}

output "key_ring_id" {
  description = "The ID of the key ring."
  value       = google_kms_key_ring.this.id
}
