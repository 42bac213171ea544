# The nodes stand in an account of Cockroach Labs. The ID of the organization keeps its other customers out.
resource "aws_iam_role" "user" {
  name        = "${var.name}-keys"
  description = "Lets CockroachDB Cloud encrypt a cluster with keys of this account"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:${var.partition}:iam::${var.user_account}:root" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = var.organization_id } }
    }]
  })
}

# The actions that CockroachDB Cloud asks for.
resource "aws_iam_role_policy" "user" {
  name = "use-keys"
  role = aws_iam_role.user.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Resource = var.key_arns
      Action = [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
      ]
    }]
  })
}
