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

# The policy of the project grants the roles. The condition keeps them to this instance and its replicas.
locals {
  login_names = [var.name]

  login_resources = join(" || ", [
    for name in local.login_names : "resource.name == \"projects/${var.project_id}/instances/${name}\""
  ])

  login_condition = "resource.type == \"sqladmin.googleapis.com/Instance\" && (${local.login_resources})"
}

resource "google_project_iam_member" "instance_user" {
  for_each = var.iam_grants ? var.iam_users : {}

  member  = each.value.member
  project = var.project_id
  role    = "roles/cloudsql.instanceUser"

  condition {
    description = "Logs in to the Cloud SQL instance ${var.name}"
    expression  = local.login_condition
    title       = var.name
  }

  # Another condition is another grant: nobody is locked out between the two.
  lifecycle {
    create_before_destroy = true
  }
}

# Only the connectors ask for this role; a client of the private address needs none.
resource "google_project_iam_member" "client" {
  for_each = var.iam_grants && var.connector_enforcement == "REQUIRED" ? var.iam_users : {}

  member  = each.value.member
  project = var.project_id
  role    = "roles/cloudsql.client"

  condition {
    description = "Connects to the Cloud SQL instance ${var.name}"
    expression  = local.login_condition
    title       = var.name
  }

  lifecycle {
    create_before_destroy = true
  }
}
