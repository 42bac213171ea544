output "arn" {
  description = "The ARN of the secret, whose value is an object with host, port, username and password."
  value       = aws_secretsmanager_secret.this.arn
}

output "written_arn" {
  description = "The ARN of the secret, known only once the password is in it: readers wait for that."
  value       = aws_secretsmanager_secret_version.this.secret_id
}
