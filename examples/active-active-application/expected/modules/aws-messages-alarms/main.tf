locals {
  # Between the two queues and the clouds. A function on a queue needs a visibility timeout of six times its own.
  queues = {
    from-gcp = { attempts = var.attempts.application, visibility_seconds = var.processing_seconds }
    to-gcp   = { attempts = var.attempts.bridge, visibility_seconds = 6 * var.function_seconds }
  }

  # What comes over a connection that is not encrypted is refused.
  only_tls = {
    Sid       = "OnlyOverTls"
    Effect    = "Deny"
    Principal = "*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }

  from_topic = {
    Sid       = "TheTopicSends"
    Effect    = "Allow"
    Principal = { Service = "sns.amazonaws.com" }
    Action    = ["sqs:SendMessage"]
    Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.this.arn } }
  }

  receivers = {
    Sid       = "TheApplicationReceives"
    Effect    = "Allow"
    Principal = { AWS = var.clients }
    Action = [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ReceiveMessage",
    ]
  }

  senders = {
    Sid       = "TheApplicationSends"
    Effect    = "Allow"
    Principal = { AWS = var.clients }
    Action    = ["sns:Publish"]
    Resource  = aws_sns_topic.this.arn
  }

  # Who may use a queue beside those whose own policy lets them.
  others = {
    from-gcp = length(var.clients) > 0 ? [local.receivers] : []
    to-gcp   = [local.from_topic]
  }
}

# What the application of AWS publishes to. The message group is the aggregate, and the order holds within it.
resource "aws_sns_topic" "this" {
  name                        = "${var.name}.fifo"
  content_based_deduplication = false
  fifo_topic                  = true
  kms_master_key_id           = var.kms_key_arn
}

resource "aws_sns_topic_policy" "this" {
  arn = aws_sns_topic.this.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [merge(local.only_tls, { Action = ["sns:Publish"], Resource = aws_sns_topic.this.arn })],
      length(var.clients) > 0 ? [local.senders] : [],
    )
  })
}

resource "aws_sqs_queue" "dead" {
  for_each = local.queues

  name                              = "${var.name}-${each.key}-dead.fifo"
  deduplication_scope               = "messageGroup"
  fifo_queue                        = true
  fifo_throughput_limit             = "perMessageGroupId"
  kms_data_key_reuse_period_seconds = 300
  kms_master_key_id                 = var.kms_key_arn
  message_retention_seconds         = 1209600
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  name                              = "${var.name}-${each.key}.fifo"
  deduplication_scope               = "messageGroup"
  fifo_queue                        = true
  fifo_throughput_limit             = "perMessageGroupId"
  kms_data_key_reuse_period_seconds = 300
  kms_master_key_id                 = var.kms_key_arn
  message_retention_seconds         = var.retention_seconds
  receive_wait_time_seconds         = 20
  visibility_timeout_seconds        = each.value.visibility_seconds

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead[each.key].arn
    maxReceiveCount     = each.value.attempts
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.dead[each.key].url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this[each.key].arn]
  })
}

resource "aws_sqs_queue_policy" "dead" {
  for_each = local.queues

  queue_url = aws_sqs_queue.dead[each.key].url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for it in concat([merge(local.only_tls, { Action = ["sqs:*"] })], each.key == "to-gcp" ? [local.from_topic] : []) :
      merge(it, { Resource = aws_sqs_queue.dead[each.key].arn })
    ]
  })
}

resource "aws_sqs_queue_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.this[each.key].url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for it in concat([merge(local.only_tls, { Action = ["sqs:*"] })], local.others[each.key]) :
      merge(it, { Resource = aws_sqs_queue.this[each.key].arn })
    ]
  })
}

# A message that the topic cannot hand over, which only a broken policy or key can cause, is not lost either.
resource "aws_sns_topic_subscription" "to_gcp" {
  endpoint             = aws_sqs_queue.this["to-gcp"].arn
  protocol             = "sqs"
  raw_message_delivery = true
  redrive_policy       = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead["to-gcp"].arn })
  topic_arn            = aws_sns_topic.this.arn

  depends_on = [aws_sqs_queue_policy.this, aws_sqs_queue_policy.dead]
}
