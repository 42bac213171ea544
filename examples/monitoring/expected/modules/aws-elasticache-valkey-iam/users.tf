resource "aws_elasticache_user" "application" {
  # IAM authentication wants both to be the same.
  user_id       = var.user_name
  user_name     = var.user_name
  access_string = var.access_string
  engine        = "valkey"

  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user_group" "this" {
  user_group_id = var.name
  engine        = "valkey"

  user_ids = [aws_elasticache_user.application.user_id]
}
