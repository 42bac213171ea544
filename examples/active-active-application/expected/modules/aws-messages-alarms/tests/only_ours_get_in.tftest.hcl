mock_provider "aws" {}

variables {
  audience           = "crm-production-messages"
  clients            = ["arn:aws:iam::123456789012:role/crm-api"]
  kms_key_arn        = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days = 90
  logs_kms_key_arn   = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000001"
  name               = "crm-production-messages"
  processing_seconds = 60
  retention_seconds  = 1209600
  lag_seconds        = 60

  actions = {
    alert = ["arn:aws:sns:ap-northeast-2:123456789012:operations"]
    page  = ["arn:aws:sns:ap-northeast-2:123456789012:on-call"]
  }

  archives = {
    from-gcp = { hash = "YQ==", path = "from-gcp.zip" }
    to-gcp   = { hash = "Yg==", path = "to-gcp.zip" }
  }

  attempts = { application = 20, bridge = 160 }

  google = {
    provider          = "projects/123456789012/locations/global/workloadIdentityPools/crm/providers/aws-account"
    publisher_account = "crm-publish@crm-production.iam.gserviceaccount.com"
    pubsub            = "https://asia-northeast3-pubsub.googleapis.com"
    push_account      = "crm-push@crm-production.iam.gserviceaccount.com"
    topic             = "projects/crm-production/topics/crm-production-messages-from-aws"
  }

  role_names = { from_gcp = "crm-production-messages-from-gcp", to_gcp = "crm-production-messages-to-gcp" }
}

override_resource {
  target = aws_sns_topic.this
  values = { arn = "arn:aws:sns:ap-northeast-2:123456789012:crm-production-messages.fifo" }
}

override_resource {
  target = aws_sqs_queue.this
  values = {
    arn = "arn:aws:sqs:ap-northeast-2:123456789012:crm-production-messages.fifo"
    url = "https://sqs.ap-northeast-2.amazonaws.com/123456789012/crm-production-messages.fifo"
  }
}

override_resource {
  target = aws_sqs_queue.dead
  values = {
    arn = "arn:aws:sqs:ap-northeast-2:123456789012:crm-production-messages-dead.fifo"
    url = "https://sqs.ap-northeast-2.amazonaws.com/123456789012/crm-production-messages-dead.fifo"
  }
}

override_resource {
  target = aws_iam_role.this
  values = { arn = "arn:aws:iam::123456789012:role/crm-production-messages" }
}

override_resource {
  target = aws_cloudwatch_log_group.functions
  values = { arn = "arn:aws:logs:ap-northeast-2:123456789012:log-group:functions" }
}

override_resource {
  target = aws_cloudwatch_log_group.api
  values = { arn = "arn:aws:logs:ap-northeast-2:123456789012:log-group:api" }
}

override_resource {
  target = aws_lambda_function.this
  values = {
    arn        = "arn:aws:lambda:ap-northeast-2:123456789012:function:crm-production-messages"
    invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:123456789012:function:crm-production-messages/invocations"
  }
}

override_resource {
  target = aws_apigatewayv2_api.this
  values = {
    api_endpoint  = "https://abcdefghij.execute-api.ap-northeast-2.amazonaws.com"
    execution_arn = "arn:aws:execute-api:ap-northeast-2:123456789012:abcdefghij"
  }
}

run "the_api_takes_tokens_of_google_only" {
  command = plan

  assert {
    condition = (
      aws_apigatewayv2_route.this.authorization_type == "JWT"
      && one(aws_apigatewayv2_authorizer.google.jwt_configuration).issuer == "https://accounts.google.com"
      && one(aws_apigatewayv2_authorizer.google.jwt_configuration).audience == toset(["crm-production-messages"])
    )
    error_message = "The only route must ask for a token that Google made for us."
  }

  # The audience is no secret, and the issuer is the same for all.
  assert {
    condition     = one(aws_lambda_function.this["from-gcp"].environment).variables["SERVICE_ACCOUNT"] == var.google.push_account
    error_message = "The function must know whose token it takes."
  }
}

run "order_holds_and_nothing_is_dropped" {
  command = plan

  assert {
    condition = aws_sns_topic.this.fifo_topic && alltrue([
      for queue in concat(values(aws_sqs_queue.this), values(aws_sqs_queue.dead)) :
      queue.fifo_queue && queue.deduplication_scope == "messageGroup" && queue.kms_master_key_id == var.kms_key_arn
    ])
    error_message = "Topic and queues must keep the order of each aggregate, under the customer key."
  }

  assert {
    condition = (
      aws_sqs_queue.this["to-gcp"].visibility_timeout_seconds >= 6 * aws_lambda_function.this["to-gcp"].timeout
      && aws_lambda_event_source_mapping.to_gcp.function_response_types == toset(["ReportBatchItemFailures"])
    )
    error_message = "A message must stay hidden for six times the time of the function, which reports failures one by one."
  }

  assert {
    condition     = alltrue([for queue in values(aws_sqs_queue.dead) : queue.message_retention_seconds == 1209600])
    error_message = "Dead letters must be kept for as long as SQS keeps anything."
  }
}

run "nobody_but_the_roles_named_sends_and_receives" {
  command = apply

  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_sqs_queue_policy.this["from-gcp"].policy).Statement :
      statement.Principal.AWS if statement.Effect == "Allow"
    ])) == toset(var.clients)
    error_message = "Only the roles named may receive."
  }

  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_sns_topic_policy.this.policy).Statement :
      statement.Principal.AWS if statement.Effect == "Allow"
    ])) == toset(var.clients)
    error_message = "Only the roles named may publish."
  }

  assert {
    condition = alltrue([
      for policy in [for it in values(aws_iam_role_policy.this) : jsondecode(it.policy)] :
      alltrue([for statement in policy.Statement : !contains(statement.Resource, "*")])
    ])
    error_message = "No function may do anything to everything."
  }
}

run "without_clients_there_is_no_statement_for_them" {
  command = apply

  variables {
    clients = []
  }

  assert {
    condition = alltrue([
      for statement in concat(
        jsondecode(aws_sqs_queue_policy.this["from-gcp"].policy).Statement,
        jsondecode(aws_sns_topic_policy.this.policy).Statement,
      ) : statement.Effect == "Deny"
    ])
    error_message = "Without clients nothing is allowed by the policies."
  }
}

run "an_everybody_is_no_client" {
  command = plan

  variables {
    clients = ["*"]
  }

  expect_failures = [var.clients]
}

run "a_queue_keeps_nothing_for_longer_than_sqs_does" {
  command = plan

  variables {
    retention_seconds = 1209601
  }

  expect_failures = [var.retention_seconds]
}

run "dead_letters_and_late_messages_are_paged" {
  command = plan

  assert {
    condition = alltrue([
      for name in ["from-gcp-dead", "from-gcp-late", "to-gcp-dead", "to-gcp-late", "undelivered"] :
      aws_cloudwatch_metric_alarm.this[name].alarm_actions == toset(var.actions.page)
    ])
    error_message = "A message that was given up or waits too long must be told to those of pages."
  }
}
