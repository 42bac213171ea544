mock_provider "aws" {
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-2:123456789012:log-group:flow-logs" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/flow-logs" }
  }
}

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

run "subnets_are_keyed_by_tier_and_zone" {
  command = plan

  assert {
    condition = keys(aws_subnet.this) == [
      "database/a", "database/c", "private/a", "private/c", "public/a", "public/c",
    ]
    error_message = "The key of a subnet must be its tier and its zone."
  }

  assert {
    condition     = keys(aws_route_table.this) == keys(aws_subnet.this)
    error_message = "Every subnet must have a route table of its own."
  }
}

run "another_zone_adds_keys_and_moves_none" {
  command = plan

  variables {
    nat_gateway_zones = { a = "a", b = "a", c = "c" }
    zones             = { a = "ap-northeast-2a", b = "ap-northeast-2b", c = "ap-northeast-2c" }

    subnets = {
      public   = { a = "10.30.0.0/24", c = "10.30.1.0/24" }
      private  = { a = "10.30.16.0/20", b = "10.30.48.0/20", c = "10.30.32.0/20" }
      database = { a = "10.30.2.0/24", c = "10.30.3.0/24" }
    }
  }

  assert {
    condition = (
      aws_subnet.this["private/c"].cidr_block == "10.30.32.0/20"
      && aws_subnet.this["private/b"].availability_zone == "ap-northeast-2b"
    )
    error_message = "A new zone must leave the subnets of the others as they are."
  }
}

run "one_nat_gateway_can_serve_all_zones" {
  command = plan

  variables {
    nat_gateway_zones = { a = "a", c = "a" }
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["a"] && keys(aws_route.nat) == ["private/a", "private/c"]
    error_message = "Both private subnets must use the one NAT gateway."
  }
}

run "without_nat_gateways_private_subnets_have_no_default_route" {
  command = plan

  variables {
    nat_gateway_zones = {}
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_route.nat) == 0
    error_message = "No NAT gateway and no route to one may remain."
  }
}

run "outputs_are_by_tier_and_zone" {
  command = apply

  assert {
    condition = (
      output.subnet_ids["database"]["c"] == aws_subnet.this["database/c"].id
      && output.route_table_ids["private"]["a"] == aws_route_table.this["private/a"].id
    )
    error_message = "Other stacks find subnets and route tables by tier and zone."
  }
}
