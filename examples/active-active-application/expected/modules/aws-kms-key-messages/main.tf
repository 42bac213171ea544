locals {
  service_domain = var.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"

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

  # Whoever may use a topic or a queue uses the key through it.
  use = {
    Sid       = "CallersOfTopicsAndQueuesUseTheKey"
    Effect    = "Allow"
    Principal = { AWS = "*" }
    Resource  = "*"
    Action = [
      "kms:Decrypt",
      "kms:GenerateDataKey*",
    ]
    Condition = {
      StringEquals = {
        "kms:CallerAccount" = var.account_id
        "kms:ViaService" = [
          "sns.${var.region}.${local.service_domain}",
          "sqs.${var.region}.${local.service_domain}",
        ]
      }
    }
  }

  # A topic hands messages to an encrypted queue as the service, not as somebody of the account.
  delivery = {
    Sid       = "TopicsOfTheAccountDeliverToQueues"
    Effect    = "Allow"
    Principal = { Service = "sns.amazonaws.com" }
    Resource  = "*"
    Action = [
      "kms:Decrypt",
      "kms:GenerateDataKey*",
    ]
    Condition = {
      StringEquals = { "aws:SourceAccount" = var.account_id }
      ArnLike      = { "aws:SourceArn" = "arn:${var.partition}:sns:${var.region}:${var.account_id}:*" }
    }
  }

  statements = [local.administration, local.use, local.delivery]
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
