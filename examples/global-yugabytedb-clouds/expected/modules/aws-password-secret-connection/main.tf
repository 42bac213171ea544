resource "aws_secretsmanager_secret" "this" {
  # A secret keeps its name through the days in which it can be recovered: a prefix avoids the clash.
  name_prefix             = var.name_prefix
  description             = var.description
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.recovery_window_days
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id = aws_secretsmanager_secret.this.id

  secret_string_wo = jsonencode({
    host     = var.host
    password = var.password
    port     = tostring(var.port)
    username = var.username
  })
  secret_string_wo_version = var.password_version
}
