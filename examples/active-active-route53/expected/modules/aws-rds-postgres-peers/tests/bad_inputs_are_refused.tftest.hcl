mock_provider "aws" {
  mock_resource "aws_db_instance" {
    defaults = {
      master_user_secret = [{
        kms_key_id    = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
        secret_arn    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds!db-1"
        secret_status = "active"
      }]
    }
  }
}

variables {
  account_id            = "123456789012"
  backup_window         = "17:00-17:30"
  class                 = "db.m7g.large"
  client_cidr_blocks    = { "private/a" = "10.30.16.0/20" }
  database_name         = "crm"
  final_snapshot_prefix = "crm-production-final"
  kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  logs_kms_key_arn      = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  maintenance_window    = "sun:18:00-sun:19:00"
  master_username       = "crm_admin"
  monitoring_role_name  = "crm-production-rds-monitoring"
  name                  = "crm-production"
  peer_cidr_blocks      = { "10.23.0.0/20" = "10.23.0.0/20" }
  subnet_ids            = { a = "subnet-0a", c = "subnet-0c" }
  vpc_id                = "vpc-0"
  engine_version        = "17"
  parameter_family      = "postgres17"

  storage = {
    encrypted        = true
    iops             = null
    max_size_gib     = 500
    size_gib         = 100
    throughput_mibps = null
    type             = "gp3"
  }
}

run "a_static_parameter_that_applies_at_once_is_refused" {
  command = plan

  variables {
    parameters = {
      "rds.logical_replication" = { apply_method = "immediate", value = "1" }
    }
  }

  expect_failures = [var.parameters]
}

run "a_parameter_that_switches_tls_off_is_refused" {
  command = plan

  variables {
    parameters = {
      "rds.force_ssl" = { apply_method = "immediate", value = "0" }
    }
  }

  expect_failures = [var.parameters]
}

run "a_family_of_another_version_is_refused" {
  command = plan

  variables {
    parameter_family = "postgres16"
  }

  expect_failures = [var.parameter_family]
}

run "speed_below_400_gib_of_gp3_is_refused" {
  command = plan

  variables {
    storage = {
      encrypted        = true
      iops             = 12000
      max_size_gib     = null
      size_gib         = 100
      throughput_mibps = null
      type             = "gp3"
    }
  }

  expect_failures = [var.storage]
}

run "io2_without_iops_is_refused" {
  command = plan

  variables {
    storage = {
      encrypted        = true
      iops             = null
      max_size_gib     = null
      size_gib         = 100
      throughput_mibps = null
      type             = "io2"
    }
  }

  expect_failures = [var.storage]
}

run "a_zone_beside_a_standby_is_refused" {
  command = plan

  variables {
    zone = "ap-northeast-2a"
  }

  expect_failures = [aws_db_instance.this]
}

run "subnets_in_one_zone_are_refused" {
  command = plan

  variables {
    subnet_ids = { a = "subnet-0a" }
  }

  expect_failures = [var.subnet_ids]
}

run "the_internet_as_a_client_is_refused" {
  command = plan

  variables {
    client_cidr_blocks = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.client_cidr_blocks]
}

run "advanced_insights_kept_for_a_week_are_refused" {
  command = plan

  variables {
    insights = { enabled = true, mode = "advanced", retention_days = 7 }
  }

  expect_failures = [var.insights]
}

run "a_reserved_master_user_is_refused" {
  command = plan

  variables {
    master_username = "rdsadmin"
  }

  expect_failures = [var.master_username]
}

run "a_log_of_another_engine_is_refused" {
  command = plan

  variables {
    log_exports = ["slowquery"]
  }

  expect_failures = [var.log_exports]
}
