locals {
  # A proxy listens on the engine's own port, whatever the port of the instance.
  proxy_port = 3306
}

resource "aws_security_group" "proxy" {
  name        = "${var.name}-proxy"
  description = "Clients of the proxy in front of the database ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-proxy" }
}

resource "aws_vpc_security_group_ingress_rule" "proxy_client_cidr_blocks" {
  for_each = var.client_cidr_blocks

  security_group_id = aws_security_group.proxy.id
  cidr_ipv4         = each.value
  description       = each.key
  from_port         = local.proxy_port
  ip_protocol       = "tcp"
  to_port           = local.proxy_port
}

resource "aws_vpc_security_group_ingress_rule" "proxy_client_security_groups" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.proxy.id
  description                  = each.key
  from_port                    = local.proxy_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = each.value
  to_port                      = local.proxy_port
}

resource "aws_vpc_security_group_egress_rule" "proxy_to_database" {
  security_group_id            = aws_security_group.proxy.id
  description                  = "Database"
  from_port                    = var.port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.this.id
  to_port                      = var.port
}

resource "aws_vpc_security_group_ingress_rule" "proxy" {
  security_group_id            = aws_security_group.this.id
  description                  = "Proxy"
  from_port                    = var.port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.proxy.id
  to_port                      = var.port
}

resource "aws_iam_role" "proxy" {
  name        = var.proxy.role_name
  description = "Lets the proxy ${var.proxy.name} read the master secret of ${var.name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "proxy" {
  name = "read-master-secret"
  role = aws_iam_role.proxy.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
        Resource = [local.master_secret_arn]
      },
      {
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = [var.kms_key_arn]
        Condition = { StringLike = { "kms:ViaService" = "secretsmanager.*" } }
      },
    ]
  })
}

# The proxy would create this group itself, without a key and without an end.
resource "aws_cloudwatch_log_group" "proxy" {
  name              = "/aws/rds/proxy/${var.proxy.name}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_db_proxy" "this" {
  name                   = var.proxy.name
  engine_family          = "MYSQL"
  idle_client_timeout    = var.proxy.idle_client_timeout_seconds
  require_tls            = var.require_tls
  role_arn               = aws_iam_role.proxy.arn
  vpc_security_group_ids = [aws_security_group.proxy.id]
  vpc_subnet_ids         = values(var.subnet_ids)

  auth {
    auth_scheme = "SECRETS"
    description = "Master user"
    iam_auth    = var.iam_auth ? "REQUIRED" : "DISABLED"
    secret_arn  = local.master_secret_arn
  }

  depends_on = [aws_cloudwatch_log_group.proxy, aws_iam_role_policy.proxy]

  lifecycle {
    precondition {
      condition     = var.require_tls || !var.iam_auth
      error_message = "A proxy that authenticates with IAM requires TLS."
    }
  }
}

resource "aws_db_proxy_default_target_group" "this" {
  db_proxy_name = aws_db_proxy.this.name

  connection_pool_config {
    connection_borrow_timeout    = var.proxy.borrow_timeout_seconds
    max_connections_percent      = var.proxy.max_connections_percent
    max_idle_connections_percent = var.proxy.max_idle_connections_percent
  }
}

resource "aws_db_proxy_target" "this" {
  db_instance_identifier = aws_db_instance.this.identifier
  db_proxy_name          = aws_db_proxy.this.name
  target_group_name      = aws_db_proxy_default_target_group.this.name
}
