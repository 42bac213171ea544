# Made up anew in each run, and taken only when admin_password_version is raised.
ephemeral "random_password" "admin" {
  length           = 32
  min_lower        = 1
  min_numeric      = 1
  min_special      = 1
  min_upper        = 1
  override_special = "-_.~"
}

resource "google_secret_manager_secret" "admin" {
  secret_id           = "${var.name}-database-admin"
  deletion_protection = var.deletion_protection

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

resource "google_secret_manager_secret_version" "admin" {
  secret                 = google_secret_manager_secret.admin.id
  secret_data_wo         = ephemeral.random_password.admin.result
  secret_data_wo_version = var.admin_password_version

  # A rotation must not leave the secret without a version.
  lifecycle {
    create_before_destroy = true
  }
}

# Removing the user would fail once it owns a table, and would lock everybody out before the instance itself refuses to go.
resource "google_sql_user" "admin" {
  name                = var.admin_username
  deletion_policy     = "ABANDON"
  instance            = google_sql_database_instance.this.name
  password_wo         = ephemeral.random_password.admin.result
  password_wo_version = var.admin_password_version

  # A password that only the instance knows is lost, so the secret comes first.
  depends_on = [google_secret_manager_secret_version.admin]
}

# Removing one of these takes the access away, so they are deleted, not abandoned.
resource "google_sql_user" "iam" {
  for_each = var.iam_users

  name     = each.value.name
  instance = google_sql_database_instance.this.name
  type     = each.value.type
}
