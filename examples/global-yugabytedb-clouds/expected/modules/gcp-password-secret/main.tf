resource "google_secret_manager_secret" "this" {
  secret_id           = var.secret_id
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}

resource "google_secret_manager_secret_version" "this" {
  secret = google_secret_manager_secret.this.id

  secret_data_wo = jsonencode({
    host     = var.host
    password = var.password
    port     = tostring(var.port)
    username = var.username
  })
  secret_data_wo_version = var.password_version

  # A rotation must not leave the secret without a version.
  lifecycle {
    create_before_destroy = true
  }
}
