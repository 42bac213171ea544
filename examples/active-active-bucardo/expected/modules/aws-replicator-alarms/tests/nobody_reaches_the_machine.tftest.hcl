mock_provider "aws" {}

variables {
  boot                       = "echo boot"
  commands                   = "echo commands"
  database_port              = 5432
  database_security_group_id = "sg-0123456789abcdef0"
  image                      = "resolve:ssm:/aws/service/debian/release/12/latest/amd64"
  instance_type              = "t3.medium"
  kms_key_arn                = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  name                       = "crm-production-replicator"
  partition                  = "aws"
  peer_cidr_blocks           = { private-services = "10.23.0.0/20" }
  peer_port                  = 5432
  secret_arn                 = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:replicator-AbCdEf"
  settings                   = { AWS_HOST = "crm.abcdefghijkl.ap-northeast-2.rds.amazonaws.com" }
  subnet_ids                 = { a = "subnet-0123456789abcdef0", c = "subnet-0123456789abcdef1" }
  vpc_id                     = "vpc-0123456789abcdef0"
  lag_seconds                = 30

  actions = {
    alert = ["arn:aws:sns:ap-northeast-2:123456789012:operations"]
    page  = ["arn:aws:sns:ap-northeast-2:123456789012:on-call"]
  }
}

override_resource {
  target = aws_iam_instance_profile.this
  values = { arn = "arn:aws:iam::123456789012:instance-profile/crm-production-replicator" }
}

override_resource {
  target = aws_launch_template.this
  values = {
    id             = "lt-0123456789abcdef0"
    latest_version = 1
  }
}

override_resource {
  target = aws_security_group.this
  values = { id = "sg-00000000000000001" }
}

run "the_machine_has_no_public_address_and_an_encrypted_disk" {
  command = plan

  assert {
    condition = (
      one(aws_launch_template.this.network_interfaces).associate_public_ip_address == "false"
      && one(one(aws_launch_template.this.block_device_mappings).ebs).encrypted == "true"
      && one(one(aws_launch_template.this.block_device_mappings).ebs).kms_key_id == var.kms_key_arn
      && one(aws_launch_template.this.metadata_options).http_tokens == "required"
    )
    error_message = "The machine must have no public address, a disk under the customer key, and guarded credentials."
  }
}

run "there_is_one_machine_and_no_rule_into_it" {
  command = apply

  assert {
    condition = (
      aws_autoscaling_group.this.min_size == 1
      && aws_autoscaling_group.this.max_size == 1
      && aws_vpc_security_group_ingress_rule.database.security_group_id == var.database_security_group_id
    )
    error_message = "There is one machine, and the only rule that admits anybody admits it to the database."
  }
}

run "a_setting_cannot_leave_its_quotes" {
  command = plan

  variables {
    settings = { AWS_HOST = "x'; rm -rf /; '" }
  }

  expect_failures = [var.settings]
}

run "silence_is_paged" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["healthy"].treat_missing_data == "breaching"
      && aws_cloudwatch_metric_alarm.this["healthy"].alarm_actions == toset(var.actions.page)
      && aws_cloudwatch_metric_alarm.this["behind"].threshold == 30
    )
    error_message = "A machine that is not heard of must be told to those of pages."
  }
}
