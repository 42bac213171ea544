output "aws_queue_url" {
  description = "The queue from which the application of AWS receives the messages of Google Cloud."
  value       = module.aws_messages.queue_urls["from-gcp"]
}

output "aws_topic_arn" {
  description = "The topic to which the application of AWS publishes its messages."
  value       = module.aws_messages.topic_arn
}

output "dead_letters" {
  description = "Where messages lie that were given up: queues of AWS by their URL, and subscriptions of Google Cloud."
  value = {
    aws = module.aws_messages.dead_letter_queue_urls
    gcp = module.gcp_messages.dead_letter_subscriptions
  }
}

output "function_names" {
  description = "The functions between the clouds."
  value       = module.aws_messages.function_names
}

output "gcp_subscription" {
  description = "The subscription from which the application of Google Cloud receives the messages of AWS."
  value       = module.gcp_messages.subscription
}

output "gcp_topic" {
  description = "The topic to which the application of Google Cloud publishes its messages."
  value       = module.gcp_messages.topic
}
