mock_provider "aws" {
  mock_data "aws_vpc_endpoint_service" {
    defaults = {
      availability_zones = ["ap-northeast-2a", "ap-northeast-2b"]
    }
  }
}

variables {
  client_cidr_blocks = { private = "10.30.0.0/20" }
  name               = "crm-production-database"
  port               = 26257
  service_name       = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0"
  vpc_id             = "vpc-0123456789abcdef0"

  subnet_ids = {
    ap-northeast-2a = "subnet-0aaaaaaaaaaaaaaaa"
    ap-northeast-2c = "subnet-0cccccccccccccccc"
  }
}

run "zones_that_the_service_lacks_are_left_out" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.this.subnet_ids == toset(["subnet-0aaaaaaaaaaaaaaaa"])
    error_message = "The endpoint must stand in the zones of the service only."
  }
}

run "clients_have_one_port" {
  command = plan

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.clients["private"].from_port == 26257
      && aws_vpc_security_group_ingress_rule.clients["private"].to_port == 26257
      && aws_vpc_security_group_ingress_rule.clients["private"].cidr_ipv4 == "10.30.0.0/20"
    )
    error_message = "A client must be let in at the port of the database."
  }
}

run "a_service_of_another_region_binds_no_zone" {
  command = plan

  variables {
    last_port      = 65535
    service_region = "ap-northeast-1"
  }

  assert {
    condition = (
      length(aws_vpc_endpoint.this.subnet_ids) == 2
      && aws_vpc_security_group_ingress_rule.clients["private"].to_port == 65535
    )
    error_message = "Every zone of the clients must have the endpoint, at every port of the service."
  }
}

run "no_common_zone_is_told" {
  command = plan

  variables {
    subnet_ids = { ap-northeast-2d = "subnet-0dddddddddddddddd" }
  }

  expect_failures = [aws_vpc_endpoint.this]
}

run "the_internet_is_refused" {
  command = plan

  variables {
    client_cidr_blocks = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.client_cidr_blocks]
}
