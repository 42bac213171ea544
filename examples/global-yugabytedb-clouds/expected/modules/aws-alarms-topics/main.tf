locals {
  topic_arns = {
    for name, recipients in var.recipients : name => concat(
      recipients.topic_arns,
      [for key, topic in aws_sns_topic.this : topic.arn if key == name],
    )
  }

  # Who is told of everything is told of what cannot wait, too.
  actions = {
    alert = local.topic_arns.alerts
    page  = distinct(concat(local.topic_arns.alerts, local.topic_arns.pages))
  }
}

resource "aws_sns_topic" "this" {
  for_each = { for name, recipients in var.recipients : name => recipients if length(recipients.emails) > 0 }

  name              = "${var.name}-${each.key}"
  kms_master_key_id = var.kms_key_arn
}

# Only alarms and database events of this account are published.
resource "aws_sns_topic_policy" "this" {
  for_each = aws_sns_topic.this

  arn = each.value.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsAndEventsArePublished"
      Effect    = "Allow"
      Principal = { Service = ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = each.value.arn
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = merge([
    for name, recipients in var.recipients : {
      for email in recipients.emails : "${name}/${email}" => { email = email, topic = name }
    }
  ]...)

  topic_arn = aws_sns_topic.this[each.value.topic].arn
  endpoint  = each.value.email
  protocol  = "email"
}
