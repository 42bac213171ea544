mock_provider "aws" {}

variables {
  cidr_block               = "10.30.0.0/16"
  flow_logs_kms_key_arn    = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  flow_logs_retention_days = 90
  isolated_acl_rules       = { "100" = "10.30.0.0/16" }
  name                     = "crm-production"
  nat_gateway_zones        = { a = "a", c = "c" }
  region                   = "ap-northeast-2"
  zones                    = { a = "ap-northeast-2a", c = "ap-northeast-2c" }

  subnets = {
    public   = { a = "10.30.0.0/24", c = "10.30.1.0/24" }
    private  = { a = "10.30.16.0/20", c = "10.30.32.0/20" }
    database = { a = "10.30.2.0/24", c = "10.30.3.0/24" }
  }
}

run "a_range_larger_than_16_is_refused" {
  command = plan

  variables {
    cidr_block = "10.0.0.0/8"
  }

  expect_failures = [var.cidr_block]
}

run "a_range_with_host_bits_is_refused" {
  command = plan

  variables {
    cidr_block = "10.30.0.1/16"
  }

  expect_failures = [var.cidr_block]
}

run "an_unknown_tier_is_refused" {
  command = plan

  variables {
    subnets = {
      public   = { a = "10.30.0.0/24", c = "10.30.1.0/24" }
      frontend = { a = "10.30.2.0/24" }
    }
  }

  expect_failures = [var.subnets]
}

run "two_subnets_with_one_range_are_refused" {
  command = plan

  variables {
    subnets = {
      public  = { a = "10.30.0.0/24", c = "10.30.0.0/24" }
      private = { a = "10.30.16.0/20", c = "10.30.32.0/20" }
    }
  }

  expect_failures = [var.subnets]
}

run "a_nat_gateway_without_a_public_subnet_is_refused" {
  command = plan

  variables {
    subnets = {
      public  = { a = "10.30.0.0/24" }
      private = { a = "10.30.16.0/20", c = "10.30.32.0/20" }
    }
  }

  expect_failures = [var.nat_gateway_zones]
}

run "a_private_subnet_that_names_no_nat_gateway_is_refused" {
  command = plan

  variables {
    nat_gateway_zones = { a = "a" }
  }

  expect_failures = [var.nat_gateway_zones]
}

run "a_zone_of_another_region_is_refused" {
  command = plan

  variables {
    zones = { a = "ap-northeast-1a", c = "ap-northeast-2c" }
  }

  expect_failures = [var.zones]
}

run "the_internet_as_a_peer_of_isolated_subnets_is_refused" {
  command = plan

  variables {
    isolated_acl_rules = { "100" = "0.0.0.0/0" }
  }

  expect_failures = [var.isolated_acl_rules]
}

run "a_retention_that_cloudwatch_does_not_know_is_refused" {
  command = plan

  variables {
    flow_logs_retention_days = 100
  }

  expect_failures = [var.flow_logs_retention_days]
}
