action "aws_lambda_invoke" "warm" {
  config {
    function_name = "warm"
    payload       = jsonencode({ bucket = "crm-logs" })
  }
}

resource "aws_sns_topic" "this" {
  name = "crm"

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.aws_lambda_invoke.warm]
    }
  }
}
