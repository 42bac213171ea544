mock_provider "aws" {}

variables {
  client_cidr_blocks    = { "private/a" = "10.30.16.0/20" }
  final_snapshot_prefix = "crm-production-final"
  kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  logs_kms_key_arn      = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  maintenance_window    = "sun:19:00-sun:20:00"
  name                  = "crm-production"
  node_type             = "cache.m7g.large"
  parameters            = { maxmemory-policy = "allkeys-lru" }
  snapshot_window       = "16:00-17:00"
  subnet_ids            = { a = "subnet-0a", c = "subnet-0c" }
  user_name             = "crm-production-app"
  vpc_id                = "vpc-0"
  engine_version        = "8.0"
  parameter_family      = "valkey8"
}

run "data_is_encrypted_at_rest_and_on_the_way" {
  command = plan

  assert {
    condition = (
      tobool(aws_elasticache_replication_group.this.at_rest_encryption_enabled)
      && aws_elasticache_replication_group.this.kms_key_id == var.kms_key_arn
    )
    error_message = "The data must be encrypted with the key given."
  }

  assert {
    condition = (
      aws_elasticache_replication_group.this.transit_encryption_enabled
      && aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    )
    error_message = "TLS must be required."
  }
}

run "a_lost_node_is_survived_and_snapshots_are_kept" {
  command = plan

  assert {
    condition = (
      aws_elasticache_replication_group.this.automatic_failover_enabled
      && aws_elasticache_replication_group.this.multi_az_enabled
    )
    error_message = "Another zone must take over by itself."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.snapshot_retention_limit == 7
    error_message = "Snapshots must be kept for a week."
  }
}

run "only_the_clients_named_may_connect" {
  command = plan

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.client_cidr_blocks["private/a"].cidr_ipv4 == "10.30.16.0/20"
      && aws_vpc_security_group_ingress_rule.client_cidr_blocks["private/a"].from_port == 6379
      && aws_vpc_security_group_ingress_rule.client_cidr_blocks["private/a"].to_port == 6379
      && length(aws_vpc_security_group_ingress_rule.client_cidr_blocks) == 1
      && length(aws_vpc_security_group_ingress_rule.client_security_groups) == 0
    )
    error_message = "The security group must admit the clients named, on the port of the cache."
  }
}

run "both_logs_are_encrypted_and_end" {
  command = plan

  assert {
    condition = keys(aws_cloudwatch_log_group.this) == ["engine-log", "slow-log"] && alltrue([
      for group in aws_cloudwatch_log_group.this :
      group.kms_key_id == var.logs_kms_key_arn && group.retention_in_days == 90
    ])
    error_message = "The engine log and the slow log must be kept encrypted, and not for ever."
  }
}

run "clients_authenticate_with_iam_as_a_user_that_cannot_administer" {
  command = plan

  assert {
    condition = (
      aws_elasticache_user.application.authentication_mode[0].type == "iam"
      && aws_elasticache_user.application.user_id == aws_elasticache_user.application.user_name
    )
    error_message = "The user must authenticate with IAM, which wants its ID and its name to be the same."
  }

  assert {
    condition = (
      strcontains(aws_elasticache_user.application.access_string, "-@admin")
      && strcontains(aws_elasticache_user.application.access_string, "-@dangerous")
    )
    error_message = "The user must not administer the cache."
  }
}

run "the_final_snapshot_is_named_for_this_cache" {
  command = apply

  assert {
    condition     = startswith(output.final_snapshot_identifier, "crm-production-final-")
    error_message = "The snapshot must have the name given, and an ID."
  }
}

run "the_next_cache_leaves_another_snapshot" {
  command = apply

  variables {
    port = 6380
  }

  assert {
    condition = (
      output.final_snapshot_identifier != run.the_final_snapshot_is_named_for_this_cache.final_snapshot_identifier
    )
    error_message = "The name of the first snapshot is taken."
  }
}
