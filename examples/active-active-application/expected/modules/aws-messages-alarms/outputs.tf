output "dead_letter_queue_urls" {
  description = "Where messages lie that were given up, by the queue that they come from."
  value       = { for name, queue in aws_sqs_queue.dead : name => queue.url }
}

output "function_names" {
  description = "The functions between the clouds."
  value       = { for name, function in aws_lambda_function.this : name => function.function_name }
}

output "push_endpoint" {
  description = "Where Pub/Sub pushes messages to."
  value       = "${aws_apigatewayv2_api.this.api_endpoint}/messages"
}

output "queue_urls" {
  description = "The queues: `from-gcp` is what the application receives from, `to-gcp` what the function takes from."
  value       = { for name, queue in aws_sqs_queue.this : name => queue.url }
}

output "topic_arn" {
  description = "The topic that the application publishes to."
  value       = aws_sns_topic.this.arn
}
