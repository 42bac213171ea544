resource "aws_elasticache_user" "application" {
  # IAM authentication wants both to be the same.
  user_id       = var.user_name
  user_name     = var.user_name
  access_string = var.access_string
  engine        = "redis"

  authentication_mode {
    type = "iam"
  }
}

# A user group of Redis must hold a user of this name. It is off and may do nothing.
resource "aws_elasticache_user" "default" {
  user_id       = var.default_user_id
  user_name     = "default"
  access_string = "off -@all"
  engine        = "redis"

  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_elasticache_user_group" "this" {
  user_group_id = var.name
  engine        = "redis"

  user_ids = [
    aws_elasticache_user.application.user_id,
    aws_elasticache_user.default.user_id,
  ]
}
