locals {
  # What each alarm watches. A queue that is empty and a function that is not called send nothing: that is no failure.
  alarms = {
    from-gcp-dead = {
      description = "A message of Google Cloud could not be applied, and its aggregate waits: the runbook of messages says what to do."
      dimensions  = { QueueName = aws_sqs_queue.dead["from-gcp"].name }
      metric      = "ApproximateNumberOfMessagesVisible"
      namespace   = "AWS/SQS"
      page        = true
      periods     = 1
      statistic   = "Maximum"
      threshold   = 0
    }
    from-gcp-errors = {
      description = "The function fails that takes messages of Google Cloud to their queue: its log says why. Pub/Sub sends them again."
      dimensions  = { FunctionName = aws_lambda_function.this["from-gcp"].function_name }
      metric      = "Errors"
      namespace   = "AWS/Lambda"
      page        = false
      periods     = var.minutes
      statistic   = "Sum"
      threshold   = 0
    }
    from-gcp-late = {
      description = "The application of AWS is behind: a message of Google Cloud waits for longer than may be lost."
      dimensions  = { QueueName = aws_sqs_queue.this["from-gcp"].name }
      metric      = "ApproximateAgeOfOldestMessage"
      namespace   = "AWS/SQS"
      page        = true
      periods     = var.lag_minutes
      statistic   = "Maximum"
      threshold   = var.lag_seconds
    }
    rejected = {
      description = "The API refuses what is sent to it: the token is not one of our subscription."
      dimensions  = { ApiId = aws_apigatewayv2_api.this.id }
      metric      = "4xx"
      namespace   = "AWS/ApiGateway"
      page        = false
      periods     = var.minutes
      statistic   = "Sum"
      threshold   = 0
    }
    to-gcp-dead = {
      description = "A message for Google Cloud was given up, and its aggregate waits there: the runbook of messages says what to do."
      dimensions  = { QueueName = aws_sqs_queue.dead["to-gcp"].name }
      metric      = "ApproximateNumberOfMessagesVisible"
      namespace   = "AWS/SQS"
      page        = true
      periods     = 1
      statistic   = "Maximum"
      threshold   = 0
    }
    to-gcp-errors = {
      description = "The function fails that takes messages to Google Cloud: its log says why. The queue keeps them."
      dimensions  = { FunctionName = aws_lambda_function.this["to-gcp"].function_name }
      metric      = "Errors"
      namespace   = "AWS/Lambda"
      page        = false
      periods     = var.minutes
      statistic   = "Sum"
      threshold   = 0
    }
    to-gcp-late = {
      description = "Messages for Google Cloud wait for longer than may be lost: the log of the function says why."
      dimensions  = { QueueName = aws_sqs_queue.this["to-gcp"].name }
      metric      = "ApproximateAgeOfOldestMessage"
      namespace   = "AWS/SQS"
      page        = true
      periods     = var.lag_minutes
      statistic   = "Maximum"
      threshold   = var.lag_seconds
    }
    undelivered = {
      description = "The topic cannot hand messages to the queue for Google Cloud: a policy or the key is broken."
      dimensions  = { TopicName = aws_sns_topic.this.name }
      metric      = "NumberOfNotificationsFailed"
      namespace   = "AWS/SNS"
      page        = true
      periods     = 1
      statistic   = "Sum"
      threshold   = 0
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  comparison_operator = "GreaterThanThreshold"
  dimensions          = each.value.dimensions
  evaluation_periods  = each.value.periods
  period              = 60
  statistic           = each.value.statistic
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = each.value.page ? var.actions.page : var.actions.alert
  ok_actions          = each.value.page ? var.actions.page : var.actions.alert
}
