output "dead_letter_subscriptions" {
  description = "Where messages lie that were given up, by the subscription that they come from."
  value       = { for name, it in google_pubsub_subscription.dead : name => it.id }
}

output "endpoints" {
  description = "What the functions of AWS must know."
  value = {
    provider          = google_iam_workload_identity_pool_provider.aws.name
    publisher_account = google_service_account.this["publish"].email
    pubsub            = "https://${var.region}-pubsub.googleapis.com"
    push_account      = google_service_account.this["push"].email
    topic             = google_pubsub_topic.this["from-aws"].id
  }
}

output "subscription" {
  description = "The subscription that the application receives from."
  value       = google_pubsub_subscription.from_aws.id
}

output "topic" {
  description = "The topic that the application publishes to."
  value       = google_pubsub_topic.this["to-aws"].id
}
