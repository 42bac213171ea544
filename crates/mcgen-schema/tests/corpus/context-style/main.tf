locals {
  enabled = module.this.enabled

  cluster_instance_count   = local.enabled ? var.cluster_size : 0
  is_regional_cluster      = var.cluster_type == "regional"
  min_instance_count       = local.cluster_instance_count
  security_group_rules     = [for rule in var.security_group_rules : merge({ description = "" }, rule)]
  deletion_protection_text = format("%s", var.deletion_protection)
}

resource "random_password" "master" {
  count = local.enabled ? 1 : 0

  length           = 16
  special          = true
  override_special = "!#$%&*()-_=+[]{}<>:?"
}

resource "aws_rds_cluster" "primary" {
  count = local.enabled && local.is_regional_cluster ? 1 : 0

  cluster_identifier   = var.cluster_identifier == "" ? module.this.id : var.cluster_identifier
  database_name        = var.db_name
  master_username      = var.admin_user
  master_password      = one(random_password.master[*].result)
  engine               = var.engine
  vpc_security_group_ids = compact(flatten([
    join("", aws_security_group.default.*.id),
    var.vpc_security_group_ids
  ]))
  port                                = var.db_port
  deletion_protection                 = var.deletion_protection
  iam_database_authentication_enabled = var.iam_database_authentication_enabled
  enabled_cloudwatch_logs_exports     = var.enabled_cloudwatch_logs_exports

  dynamic "scaling_configuration" {
    for_each = var.scaling_configuration
    content {
      auto_pause   = lookup(scaling_configuration.value, "auto_pause", null)
      max_capacity = lookup(scaling_configuration.value, "max_capacity", null)
    }
  }

  dynamic "serverlessv2_scaling_configuration" {
    for_each = var.serverlessv2_scaling_configuration[*]
    content {
      max_capacity = serverlessv2_scaling_configuration.value.max_capacity
      min_capacity = serverlessv2_scaling_configuration.value.min_capacity
    }
  }

  tags = module.this.tags

  depends_on = [
    aws_security_group.default
  ]

  lifecycle {
    ignore_changes = [
      replication_source_identifier, # will be set/managed by Global Cluster
      snapshot_identifier,
    ]
  }
}

resource "aws_rds_cluster_instance" "default" {
  count = local.min_instance_count

  identifier         = "${module.this.id}-${count.index + 1}"
  cluster_identifier = coalesce(join("", aws_rds_cluster.primary.*.id), "none")
  instance_class     = var.instance_type
  engine             = var.engine

  performance_insights_enabled          = var.performance_insights_enabled
  performance_insights_retention_period = var.performance_insights_enabled ? var.performance_insights_retention_period : null
}

resource "aws_security_group" "default" {
  count = module.this.enabled ? 1 : 0

  name   = module.this.id
  vpc_id = var.vpc_id
  tags   = module.this.tags

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group_rule" "ingress" {
  count = module.this.enabled ? length(var.security_groups) : 0

  description              = "Allow inbound traffic from existing security groups"
  type                     = "ingress"
  from_port                = var.intra_security_group_traffic_enabled ? var.db_port : "5432"
  to_port                  = var.db_port
  protocol                 = "tcp"
  source_security_group_id = var.security_groups[count.index]
  security_group_id        = join("", aws_security_group.default.*.id)
}

module "dns_master" {
  source  = "example/route53-cluster-hostname/aws"
  version = "0.13.0"

  enabled = local.enabled && length(var.zone_id) > 0
  zone_id = try(var.zone_id[0], tostring(var.zone_id), "")
  records = coalescelist(aws_rds_cluster.primary[*].endpoint, [""])

  context = module.this.context
}
