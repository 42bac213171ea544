output "alias" {
  description = "The alias of the key, with its alias/ prefix."
  value       = aws_kms_alias.this.name
}

output "arn" {
  description = "The ARN of the key."
  value       = aws_kms_key.this.arn
}

output "key_id" {
  description = "The ID of the key."
  value       = aws_kms_key.this.key_id
}
