locals {
  # What each function may do beside writing its log.
  functions = {
    from-gcp = {
      description = "Messages that Pub/Sub pushes, to the queue of the application"
      key_actions = ["kms:Decrypt", "kms:GenerateDataKey"]
      role        = var.role_names.from_gcp

      environment = {
        QUEUE           = aws_sqs_queue.this["from-gcp"].url
        SERVICE_ACCOUNT = var.google.push_account
      }

      statement = {
        Sid      = "SendsToTheApplication"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = [aws_sqs_queue.this["from-gcp"].arn]
      }
    }
    to-gcp = {
      description = "Messages of the application, to Pub/Sub"
      key_actions = ["kms:Decrypt"]
      role        = var.role_names.to_gcp

      environment = {
        GOOGLE_PUBSUB   = var.google.pubsub
        PROVIDER        = "//iam.googleapis.com/${var.google.provider}"
        SERVICE_ACCOUNT = var.google.publisher_account
        TOPIC           = var.google.topic
      }

      statement = {
        Sid      = "TakesFromTheQueue"
        Effect   = "Allow"
        Action   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = [aws_sqs_queue.this["to-gcp"].arn]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.functions

  name        = each.value.role
  description = each.value.description

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.functions

  name = "carry"
  role = aws_iam_role.this[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      each.value.statement,
      {
        Sid       = "UsesTheKeyThroughQueues"
        Effect    = "Allow"
        Action    = each.value.key_actions
        Resource  = [var.kms_key_arn]
        Condition = { StringLike = { "kms:ViaService" = "sqs.*" } }
      },
      {
        Sid      = "WritesItsLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.functions[each.key].arn}:*"]
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "functions" {
  for_each = local.functions

  name              = "/aws/lambda/${var.name}-${each.key}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name    = "${var.name}-${each.key}"
  architectures    = ["arm64"]
  description      = each.value.description
  filename         = var.archives[each.key].path
  handler          = "index.handler"
  memory_size      = 256
  role             = aws_iam_role.this[each.key].arn
  runtime          = "python3.13"
  source_code_hash = var.archives[each.key].hash
  timeout          = var.function_seconds

  environment {
    variables = each.value.environment
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions[each.key].name
  }

  depends_on = [aws_iam_role_policy.this]
}

# A batch of a FIFO queue has ten messages at most. What failed of it is reported message by message and comes again.
resource "aws_lambda_event_source_mapping" "to_gcp" {
  batch_size              = 10
  event_source_arn        = aws_sqs_queue.this["to-gcp"].arn
  function_name           = aws_lambda_function.this["to-gcp"].arn
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.concurrency
  }
}
