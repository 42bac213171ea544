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

  use = {
    Sid       = "CallersOfTheServicesUseTheKey"
    Effect    = "Allow"
    Principal = { AWS = "*" }
    Resource  = "*"
    Action = [
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey*",
      "kms:ReEncrypt*",
    ]
    Condition = {
      StringEquals = {
        "kms:CallerAccount" = var.account_id
        "kms:ViaService" = [
          for service in sort(var.services) : "${service}.${var.region}.${local.service_domain}"
        ]
      }
    }
  }

  # A grant is how a service keeps using the key for a volume or a node after the call has ended.
  grants = {
    Sid       = "ServicesHoldGrants"
    Effect    = "Allow"
    Principal = { AWS = "*" }
    Resource  = "*"
    Action    = ["kms:CreateGrant"]
    Condition = {
      Bool = { "kms:GrantIsForAWSResource" = "true" }
      StringEquals = {
        "kms:CallerAccount" = var.account_id
        "kms:ViaService" = [
          for service in sort(var.services) : "${service}.${var.region}.${local.service_domain}"
        ]
      }
    }
  }

  statements = [local.administration, local.use, local.grants]
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
