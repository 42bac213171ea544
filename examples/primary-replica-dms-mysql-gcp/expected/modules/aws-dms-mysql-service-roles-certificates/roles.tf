# DMS looks for these two roles by their names, so an account has one of each.
resource "aws_iam_role" "service" {
  for_each = local.service_roles

  name        = each.key
  description = "Lets DMS ${each.value.purpose}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "dms.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "service" {
  for_each = local.service_roles

  policy_arn = "arn:${var.partition}:iam::aws:policy/service-role/${each.value.policy}"
  role       = aws_iam_role.service[each.key].name
}

resource "aws_iam_role" "secrets" {
  name        = var.secrets_role_name
  description = "Lets the DMS endpoints of ${var.name} read their secrets"

  # The service of the region reads the secrets, under a name of its own.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "dms.${var.region}.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "secrets" {
  name = "read-database-secrets"
  role = aws_iam_role.secrets.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
        Resource = sort([var.source_endpoint.secret_arn, var.target_endpoint.secret_arn])
      },
      {
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = [var.kms_key_arn]
        Condition = { StringLike = { "kms:ViaService" = "secretsmanager.*" } }
      },
    ]
  })
}
