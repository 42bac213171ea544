# `publish` is whom the function of AWS acts as, `push` is whom Pub/Sub calls the API of AWS as. Neither has a key.
resource "google_service_account" "this" {
  for_each = var.service_account_ids

  account_id   = each.value
  description  = "Messages of ${var.name}: ${each.key}"
  display_name = each.value
}

resource "google_pubsub_topic_iam_member" "publish" {
  member = "serviceAccount:${google_service_account.this["publish"].email}"
  role   = "roles/pubsub.publisher"
  topic  = google_pubsub_topic.this["from-aws"].name
}

# The service signs the tokens of the pushes itself.
resource "google_service_account_iam_member" "token" {
  member             = local.service_agent
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  service_account_id = google_service_account.this["push"].name
}

resource "google_iam_workload_identity_pool" "aws" {
  workload_identity_pool_id = var.pool_id
  description               = "The function of AWS that publishes messages of ${var.name}"
  display_name              = "AWS"
}

# One role of one account gets in, and no other.
resource "google_iam_workload_identity_pool_provider" "aws" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.aws.workload_identity_pool_id
  workload_identity_pool_provider_id = "aws-account"
  attribute_condition                = "attribute.aws_role == '${var.aws.role_name}'"

  attribute_mapping = {
    "attribute.aws_role" = "assertion.arn.extract('assumed-role/{role}/')"
    "google.subject"     = "assertion.arn"
  }

  aws {
    account_id = var.aws.account_id
  }
}

resource "google_service_account_iam_member" "aws" {
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.aws.name}/attribute.aws_role/${var.aws.role_name}"
  role               = "roles/iam.workloadIdentityUser"
  service_account_id = google_service_account.this["publish"].name
}
