resource "aws_iam_role" "this" {
  name        = var.role_name
  description = "Lets the connectors of ${var.name} use Kafka and read their secrets"

  # For the connectors of this name and no others.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "kafkaconnect.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:${var.partition}:kafkaconnect:${var.region}:${var.account_id}:connector/${var.name}-*" }
        StringEquals = { "aws:SourceAccount" = var.account_id }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "carry-changes"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster", "kafka-cluster:WriteDataIdempotently"]
        Resource = [var.cluster_arn]
      },
      # Topics of the changes, of what was not read, of heartbeats, and those that MSK Connect keeps for itself.
      {
        Effect = "Allow"
        Action = [
          "kafka-cluster:AlterTopicDynamicConfiguration",
          "kafka-cluster:CreateTopic",
          "kafka-cluster:DescribeTopic",
          "kafka-cluster:DescribeTopicDynamicConfiguration",
          "kafka-cluster:ReadData",
          "kafka-cluster:WriteData",
        ]
        Resource = [
          for topic in ["${var.name}-*", "__amazon_msk_connect_*", "__debezium-heartbeat.${var.name}-*"] :
          "${replace(var.cluster_arn, ":cluster/", ":topic/")}/${topic}"
        ]
      },
      {
        Effect = "Allow"
        Action = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"]
        Resource = [
          for group in ["__amazon_msk_connect_*", "connect-${var.name}-*"] :
          "${replace(var.cluster_arn, ":cluster/", ":group/")}/${group}"
        ]
      },
      {
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
        Resource = sort(values(var.secret_arns))
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
