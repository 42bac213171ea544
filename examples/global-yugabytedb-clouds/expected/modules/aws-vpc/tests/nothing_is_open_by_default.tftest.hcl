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

run "the_defaults_of_the_vpc_admit_nothing" {
  command = plan

  assert {
    condition     = length(aws_default_route_table.this.route) == 0
    error_message = "The main route table must lead nowhere."
  }

  assert {
    condition     = length(aws_default_network_acl.this.ingress) + length(aws_default_network_acl.this.egress) == 0
    error_message = "The default network ACL must have no rules."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "No subnet may give out public addresses by itself."
  }
}

run "isolated_tiers_have_no_way_to_the_internet" {
  command = plan

  assert {
    condition = length([
      for key in concat(keys(aws_route.internet), keys(aws_route.nat)) : key
      if startswith(key, "database/") || startswith(key, "cache/")
    ]) == 0
    error_message = "A database or cache subnet must have no default route."
  }

  assert {
    condition = (
      [for rule in aws_network_acl_rule.isolated_inbound : rule.cidr_block] == ["10.30.0.0/16"]
      && [for rule in aws_network_acl_rule.isolated_outbound : rule.cidr_block] == ["10.30.0.0/16"]
    )
    error_message = "The isolated tiers must exchange traffic with the networks listed only."
  }
}

run "flow_logs_are_on_encrypted_and_kept_for_a_time" {
  command = apply

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_flow_log.this.vpc_id == aws_vpc.this.id
    error_message = "All traffic of the VPC must be logged."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.flow_logs.kms_key_id == var.flow_logs_kms_key_arn
      && aws_cloudwatch_log_group.flow_logs.retention_in_days == 90
    )
    error_message = "The log group must be encrypted with the key given and end after the days given."
  }

  assert {
    condition = alltrue([
      for resource in jsondecode(aws_iam_role_policy.flow_logs.policy).Statement[0].Resource :
      startswith(resource, aws_cloudwatch_log_group.flow_logs.arn)
    ])
    error_message = "The role of the flow logs must reach its own log group only."
  }
}
