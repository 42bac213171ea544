mock_provider "aws" {
  mock_resource "aws_msk_cluster" {
    defaults = { arn = "arn:aws:kafka:ap-northeast-2:123456789012:cluster/crm-production/11111111-2222-3333-4444-555555555555-1" }
  }

  mock_resource "aws_msk_configuration" {
    defaults = { arn = "arn:aws:kafka:ap-northeast-2:123456789012:configuration/crm-production-kafka/11111111-2222-3333-4444-555555555555-1", latest_revision = 1 }
  }
}

variables {
  broker           = "kafka.m7g.large"
  copies           = 3
  kafka_version    = "3.9.x.kraft"
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  name             = "crm-production"
  storage          = { gib = 100, max_gib = 1000 }
  subnet_ids       = { a = "subnet-0a1b2c3d4e5f60718", b = "subnet-0a1b2c3d4e5f60719", c = "subnet-0a1b2c3d4e5f60720" }
  vpc_id           = "vpc-0a1b2c3d4e5f60718"
}

run "only_iam_over_tls" {
  command = plan

  assert {
    condition = (
      aws_msk_cluster.this.client_authentication[0].unauthenticated == false
      && aws_msk_cluster.this.client_authentication[0].sasl[0].iam == true
      && aws_msk_cluster.this.encryption_info[0].encryption_in_transit[0].client_broker == "TLS"
      && aws_msk_cluster.this.encryption_info[0].encryption_at_rest_kms_key_arn == var.kms_key_arn
    )
    error_message = "Clients must have an IAM identity and TLS, and the disks the key given."
  }
}

run "a_broker_in_each_zone_and_no_change_on_one_alone" {
  command = plan

  assert {
    condition     = aws_msk_cluster.this.number_of_broker_nodes == 3 && strcontains(aws_msk_configuration.this.server_properties, "min.insync.replicas=2")
    error_message = "Two of three brokers must have a change."
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    subnet_ids = { a = "subnet-0a1b2c3d4e5f60718" }
  }

  expect_failures = [var.subnet_ids]
}
