resource "aws_security_group" "this" {
  name        = "${var.name}-kafka"
  description = "The brokers of Kafka of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-kafka" }
}

resource "aws_cloudwatch_log_group" "brokers" {
  name              = "/aws/msk/${var.name}"
  kms_key_id        = var.logs_kms_key_arn
  retention_in_days = var.log_retention_days
}

resource "aws_msk_configuration" "this" {
  name        = "${var.name}-kafka"
  description = "Settings of the brokers of ${var.name}"

  # Two brokers have a change before it counts. With two brokers none may be away: what waits is safe in the slots.
  server_properties = <<-EOT
    auto.create.topics.enable=false
    default.replication.factor=${var.copies}
    min.insync.replicas=2
    unclean.leader.election.enable=false
  EOT
}

resource "aws_msk_cluster" "this" {
  cluster_name           = var.name
  enhanced_monitoring    = "PER_TOPIC_PER_BROKER"
  kafka_version          = var.kafka_version
  number_of_broker_nodes = length(var.subnet_ids)

  broker_node_group_info {
    client_subnets  = values(var.subnet_ids)
    instance_type   = var.broker
    security_groups = [aws_security_group.this.id]

    storage_info {
      ebs_storage_info {
        volume_size = var.storage.gib
      }
    }
  }

  client_authentication {
    unauthenticated = false

    sasl {
      iam   = true
      scram = false
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.this.arn
    revision = aws_msk_configuration.this.latest_revision
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = var.kms_key_arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.brokers.name
      }
    }
  }

  # The disk grows by itself, and never shrinks.
  lifecycle {
    ignore_changes = [broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size]
  }
}

resource "aws_appautoscaling_target" "storage" {
  max_capacity       = var.storage.max_gib
  min_capacity       = 1
  resource_id        = aws_msk_cluster.this.arn
  scalable_dimension = "kafka:broker-storage:VolumeSize"
  service_namespace  = "kafka"
}

resource "aws_appautoscaling_policy" "storage" {
  name               = "${var.name}-kafka-storage"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.storage.resource_id
  scalable_dimension = aws_appautoscaling_target.storage.scalable_dimension
  service_namespace  = aws_appautoscaling_target.storage.service_namespace

  target_tracking_scaling_policy_configuration {
    disable_scale_in = true
    target_value     = 60

    predefined_metric_specification {
      predefined_metric_type = "KafkaBrokerStorageUtilization"
    }
  }
}
