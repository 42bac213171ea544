locals {
  # What goes to AWS and what comes from there, and what was given up of both.
  topics = {
    from-aws      = "Messages of AWS for the application"
    from-aws-dead = "Messages of AWS that were given up"
    to-aws        = "Messages of the application for AWS"
    to-aws-dead   = "Messages for AWS that were given up"
  }

  # The service reads from a subscription and writes to its dead letters by itself.
  service_agent = "serviceAccount:service-${var.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
  subscriptions = { from-aws = google_pubsub_subscription.from_aws, to-aws = google_pubsub_subscription.to_aws }
}

resource "google_pubsub_topic" "this" {
  for_each = local.topics

  name         = "${var.name}-${each.key}"
  kms_key_name = var.kms_key
  labels       = { purpose = each.key }

  # Messages rest in the region of the key, wherever they are published.
  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }
}

# What the application of Google Cloud receives from.
resource "google_pubsub_subscription" "from_aws" {
  name                       = "${var.name}-from-aws"
  ack_deadline_seconds       = var.processing_seconds
  enable_message_ordering    = true
  message_retention_duration = "${var.retention_seconds}s"
  topic                      = google_pubsub_topic.this["from-aws"].id

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.this["from-aws-dead"].id
    max_delivery_attempts = var.attempts.application
  }

  # A subscription that nobody uses for a month is not deleted.
  expiration_policy {
    ttl = ""
  }

  retry_policy {
    maximum_backoff = "600s"
    minimum_backoff = "10s"
  }
}

resource "google_pubsub_subscription" "to_aws" {
  name                       = "${var.name}-to-aws"
  ack_deadline_seconds       = 60
  enable_message_ordering    = true
  message_retention_duration = "${var.retention_seconds}s"
  topic                      = google_pubsub_topic.this["to-aws"].id

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.this["to-aws-dead"].id
    max_delivery_attempts = var.attempts.bridge
  }

  expiration_policy {
    ttl = ""
  }

  push_config {
    push_endpoint = var.aws.push_endpoint

    oidc_token {
      audience              = var.audience
      service_account_email = google_service_account.this["push"].email
    }
  }

  # A side that is away is asked less and less often.
  retry_policy {
    maximum_backoff = "600s"
    minimum_backoff = "10s"
  }

  depends_on = [google_service_account_iam_member.token]
}

# Without a subscription a topic keeps nothing.
resource "google_pubsub_subscription" "dead" {
  for_each = toset(["from-aws", "to-aws"])

  name                       = "${var.name}-${each.key}-dead"
  ack_deadline_seconds       = 60
  enable_message_ordering    = true
  message_retention_duration = "1209600s"
  topic                      = google_pubsub_topic.this["${each.key}-dead"].id

  expiration_policy {
    ttl = ""
  }
}

resource "google_pubsub_topic_iam_member" "dead" {
  for_each = toset(["from-aws", "to-aws"])

  member = local.service_agent
  role   = "roles/pubsub.publisher"
  topic  = google_pubsub_topic.this["${each.key}-dead"].name
}

resource "google_pubsub_subscription_iam_member" "dead" {
  for_each = local.subscriptions

  member       = local.service_agent
  role         = "roles/pubsub.subscriber"
  subscription = each.value.name
}

resource "google_pubsub_topic_iam_member" "clients" {
  for_each = toset(var.clients)

  member = "serviceAccount:${each.key}"
  role   = "roles/pubsub.publisher"
  topic  = google_pubsub_topic.this["to-aws"].name
}

resource "google_pubsub_subscription_iam_member" "clients" {
  for_each = toset(var.clients)

  member       = "serviceAccount:${each.key}"
  role         = "roles/pubsub.subscriber"
  subscription = google_pubsub_subscription.from_aws.name
}
