locals {
  # Administration only. Whoever may change this policy could still grant more, and that leaves a trail.
  administration = {
    Sid       = "AccountAdministersTheKey"
    Effect    = "Allow"
    Principal = { AWS = "arn:${var.partition}:iam::${var.account_id}:root" }
    Resource  = "*"
    Action = [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListAliases",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListKeyRotations",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ]
  }

  # Alarms and events reach an encrypted topic only where their services may use its key. SNS names the
  # topic in each of these calls.
  use = {
    Sid       = "PublishersOfTopicsUseTheKey"
    Effect    = "Allow"
    Principal = { Service = ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] }
    Resource  = "*"
    Action = [
      "kms:Decrypt",
      "kms:GenerateDataKey*",
    ]
    Condition = {
      ArnLike = {
        "kms:EncryptionContext:aws:sns:topicArn" = "arn:${var.partition}:sns:${var.region}:${var.account_id}:*"
      }
    }
  }

  statements = [local.administration, local.use]
}

resource "aws_kms_key" "this" {
  description             = var.description
  deletion_window_in_days = var.deletion_window_days
  enable_key_rotation     = true
  policy                  = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.alias}"
  target_key_id = aws_kms_key.this.key_id
}
