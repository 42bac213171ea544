# What Pub/Sub pushes to. The authorizer checks who signed the token, for whom and until when; the function behind it
# checks whose token it is, since anybody may ask Google for a token with this audience.
resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = "Messages of Google Cloud for ${var.name}"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "google" {
  name             = "google"
  api_id           = aws_apigatewayv2_api.this.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = [var.audience]
    issuer   = "https://accounts.google.com"
  }
}

resource "aws_apigatewayv2_integration" "this" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_method     = "POST"
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this["from-gcp"].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "this" {
  api_id             = aws_apigatewayv2_api.this.id
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.google.id
  route_key          = "POST /messages"
  target             = "integrations/${aws_apigatewayv2_integration.this.id}"
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/apigateway/${var.name}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_apigatewayv2_stage" "this" {
  name        = "$default"
  api_id      = aws_apigatewayv2_api.this.id
  auto_deploy = true

  # Neither the token nor the message is among what is logged.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn

    format = jsonencode({
      error  = "$context.authorizer.error"
      id     = "$context.requestId"
      ip     = "$context.identity.sourceIp"
      route  = "$context.routeKey"
      status = "$context.status"
      time   = "$context.requestTime"
    })
  }

  default_route_settings {
    throttling_burst_limit = var.requests_per_second
    throttling_rate_limit  = var.requests_per_second
  }
}

resource "aws_lambda_permission" "api" {
  statement_id  = "TheApiCalls"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["from-gcp"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/POST/messages"
}
