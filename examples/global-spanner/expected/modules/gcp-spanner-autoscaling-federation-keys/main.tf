# The schedule below makes the backups, and no other one.
resource "google_spanner_instance" "this" {
  name                         = var.name
  config                       = var.configuration
  default_backup_schedule_type = "NONE"
  display_name                 = var.name
  edition                      = var.edition

  autoscaling_config {
    autoscaling_limits {
      max_processing_units = var.autoscaling.max_processing_units
      min_processing_units = var.autoscaling.min_processing_units
    }

    autoscaling_targets {
      high_priority_cpu_utilization_percent = var.autoscaling.cpu_percent
      storage_utilization_percent           = var.autoscaling.storage_percent
    }
  }
}

# With enable_drop_protection Google refuses to delete it, whoever asks.
resource "google_spanner_database" "this" {
  name                     = var.database
  database_dialect         = var.dialect
  ddl                      = var.ddl
  deletion_protection      = var.deletion_protection
  enable_drop_protection   = var.deletion_protection
  instance                 = google_spanner_instance.this.name
  version_retention_period = "${var.version_retention_days}d"

  encryption_config {
    kms_key_names = var.kms_key_names
  }
}

resource "google_spanner_backup_schedule" "daily" {
  name               = "daily"
  database           = google_spanner_database.this.name
  instance           = google_spanner_instance.this.name
  retention_duration = "${var.backup_retention_days * 86400}s"

  full_backup_spec {}

  spec {
    cron_spec {
      text = var.backup_schedule
    }
  }
}

resource "google_spanner_database_iam_member" "users" {
  for_each = toset(var.users)

  database = google_spanner_database.this.name
  instance = google_spanner_instance.this.name
  member   = each.key
  role     = "roles/spanner.databaseUser"
}

resource "google_iam_workload_identity_pool" "aws" {
  workload_identity_pool_id = "${var.name}-aws"
  description               = "Roles of AWS that use the database ${var.database}"
  display_name              = "AWS"
}

resource "google_iam_workload_identity_pool_provider" "aws" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.aws.workload_identity_pool_id
  workload_identity_pool_provider_id = "aws-account"
  attribute_condition                = "attribute.aws_role in [${join(", ", [for role in sort(var.aws_roles) : "'${role}'"])}]"

  attribute_mapping = {
    "attribute.aws_role" = "assertion.arn.extract('assumed-role/{role}/')"
    "google.subject"     = "assertion.arn"
  }

  aws {
    account_id = var.aws_account_id
  }
}

resource "google_spanner_database_iam_member" "aws_roles" {
  for_each = toset(var.aws_roles)

  database = google_spanner_database.this.name
  instance = google_spanner_instance.this.name
  member   = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.aws.name}/attribute.aws_role/${each.key}"
  role     = "roles/spanner.databaseUser"
}
