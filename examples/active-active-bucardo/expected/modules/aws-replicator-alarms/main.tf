locals {
  # Settings first, then the commands of the mechanism, then what the machine does with both. No secret is among them.
  user_data = join("\n", concat(
    ["#!/bin/bash", "mkdir -p /etc/replicator", "cat >/etc/replicator/settings <<'END_OF_SETTINGS'"],
    [for name, value in var.settings : "export ${name}='${value}'"],
    ["END_OF_SETTINGS", ". /etc/replicator/settings"],
    ["base64 --decode >/usr/local/sbin/replicator <<'END_OF_COMMANDS'", base64encode(var.commands), "END_OF_COMMANDS"],
    ["chmod 755 /usr/local/sbin/replicator", var.boot],
  ))
}

resource "aws_launch_template" "this" {
  name                   = var.name
  description            = "The replicator ${var.name}"
  image_id               = var.image
  instance_type          = var.instance_type
  update_default_version = true
  user_data              = base64gzip(local.user_data)

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      kms_key_id            = var.kms_key_arn
      volume_size           = var.disk_gib
      volume_type           = "gp3"
    }
  }

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  # Credentials of the role are handed out by a request that a forged one cannot make.
  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  monitoring {
    enabled = true
  }

  network_interfaces {
    associate_public_ip_address = "false"
    delete_on_termination       = "true"
    security_groups             = [aws_security_group.this.id]
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = var.name }
  }

  tag_specifications {
    resource_type = "volume"
    tags          = { Name = var.name }
  }
}

# One machine, in whichever zone has room. Two would undo each other's work, so the old one goes first.
resource "aws_autoscaling_group" "this" {
  name                      = var.name
  desired_capacity          = 1
  health_check_grace_period = 300
  health_check_type         = "EC2"
  max_size                  = 1
  min_size                  = 1
  vpc_zone_identifier       = values(var.subnet_ids)
  wait_for_capacity_timeout = "10m"

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 0
    }
  }

  depends_on = [
    aws_iam_role_policy.this,
    aws_iam_role_policy_attachment.session_manager,
    aws_vpc_security_group_egress_rule.https,
  ]
}
