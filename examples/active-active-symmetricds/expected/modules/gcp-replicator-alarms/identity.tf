resource "google_service_account" "this" {
  account_id   = var.service_account_id
  description  = "The replicator ${var.name}"
  display_name = var.name
}

resource "google_secret_manager_secret" "this" {
  secret_id = "${var.name}-password"

  replication {
    user_managed {
      replicas {
        location = var.region

        customer_managed_encryption {
          kms_key_name = var.kms_key
        }
      }
    }
  }
}

resource "google_secret_manager_secret_version" "this" {
  secret                 = google_secret_manager_secret.this.id
  secret_data_wo         = jsonencode({ password = var.password })
  secret_data_wo_version = var.password_version

  # A rotation must not leave the secret without a version.
  lifecycle {
    create_before_destroy = true
  }
}

resource "google_secret_manager_secret_iam_member" "this" {
  member    = "serviceAccount:${google_service_account.this.email}"
  role      = "roles/secretmanager.secretAccessor"
  secret_id = google_secret_manager_secret.this.secret_id
}

resource "google_project_iam_member" "metrics" {
  member  = "serviceAccount:${google_service_account.this.email}"
  project = var.project_id
  role    = "roles/monitoring.metricWriter"
}
