output "role_arn" {
  description = "The role that uses the keys, once it may."
  value       = aws_iam_role.user.arn

  depends_on = [aws_iam_role_policy.user]
}
