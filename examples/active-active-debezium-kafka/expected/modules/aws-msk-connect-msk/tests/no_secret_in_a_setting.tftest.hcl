mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/crm-production-connectors" }
  }

  mock_resource "aws_mskconnect_custom_plugin" {
    defaults = { arn = "arn:aws:kafkaconnect:ap-northeast-2:123456789012:custom-plugin/crm/11111111-2222-3333-4444-555555555555-1", latest_revision = 1 }
  }

  mock_resource "aws_mskconnect_worker_configuration" {
    defaults = { arn = "arn:aws:kafkaconnect:ap-northeast-2:123456789012:worker-configuration/crm/11111111-2222-3333-4444-555555555555-1", latest_revision = 1 }
  }
}

variables {
  account_id                 = "123456789012"
  bootstrap_servers          = "b-1.crm.example.com:9098"
  broker_security_group_id   = "sg-0a1b2c3d4e5f60719"
  cluster_arn                = "arn:aws:kafka:ap-northeast-2:123456789012:cluster/crm/11111111-2222-3333-4444-555555555555-1"
  connect_version            = "3.7.x"
  database_port              = 5432
  database_security_group_id = "sg-0a1b2c3d4e5f60718"
  kms_key_arn                = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  logs_kms_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/22222222-2222-3333-4444-555555555555"
  name                       = "crm-production"
  partition                  = "aws"
  peer_cidr_blocks           = { private-services = "10.23.0.0/20" }
  peer_port                  = 5432
  region                     = "ap-northeast-2"
  role_name                  = "crm-production-connectors"
  secrets_cidr_blocks        = { internet = "0.0.0.0/0" }
  start                      = true
  subnet_ids                 = { a = "subnet-0a1b2c3d4e5f60718", c = "subnet-0a1b2c3d4e5f60719" }
  vpc_id                     = "vpc-0a1b2c3d4e5f60718"

  connectors = {
    crm-production-aws-sink   = { source = false, settings = { "connection.password" = "$${secretManager:<gcp-secret>:password}" } }
    crm-production-aws-source = { source = true, settings = { "database.password" = "$${secretManager:<aws-secret>:password}" } }
  }

  plugin = {
    bucket         = "crm-plugins"
    key            = "debezium.zip"
    object_version = "1"
    sha256         = "0000000000000000000000000000000000000000000000000000000000000000"
    version        = "3.6.3.Final"
  }

  secret_arns = {
    aws = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:kafka/crm/aws-20261127-AbCdEf"
    gcp = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:kafka/crm/gcp-20261127-GhIjKl"
  }
}

run "a_setting_names_its_secret" {
  command = plan

  assert {
    condition = (
      aws_mskconnect_connector.this["crm-production-aws-source"].connector_configuration["database.password"] == "$${secretManager:kafka/crm/aws-20261127:password}"
      && aws_mskconnect_connector.this["crm-production-aws-sink"].connector_configuration["connection.password"] == "$${secretManager:kafka/crm/gcp-20261127:password}"
    )
    error_message = "A password must be a reference to the secret by its name."
  }
}

run "the_place_of_a_source_outlives_its_connector" {
  command = plan

  assert {
    condition = (
      strcontains(aws_mskconnect_worker_configuration.this["crm-production-aws-source"].properties_file_content, "offset.storage.topic=crm-production-aws-source-offsets")
      && !strcontains(aws_mskconnect_worker_configuration.this["crm-production-aws-sink"].properties_file_content, "offset.storage.topic")
    )
    error_message = "A source must have a topic of its own for its place."
  }
}

run "connectors_wait_until_they_are_started" {
  command = plan

  variables {
    start = false
  }

  assert {
    condition     = length(aws_mskconnect_connector.this) == 0
    error_message = "Nothing may run before the databases are prepared."
  }
}

run "the_role_is_for_these_connectors_and_these_secrets" {
  command = plan

  assert {
    condition     = strcontains(aws_iam_role.this.assume_role_policy, ":connector/crm-production-*")
    error_message = "No other connector may take the role."
  }

  assert {
    condition     = aws_mskconnect_connector.this["crm-production-aws-sink"].kafka_cluster_encryption_in_transit[0].encryption_type == "TLS"
    error_message = "Brokers must be reached over TLS."
  }
}
