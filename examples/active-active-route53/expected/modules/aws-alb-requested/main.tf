resource "aws_lb" "this" {
  name               = var.name
  internal           = false
  load_balancer_type = "application"
  security_groups    = [aws_security_group.this.id]
  subnets            = values(var.subnet_ids)

  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  idle_timeout               = var.idle_timeout_seconds

  access_logs {
    bucket  = aws_s3_bucket.logs.bucket
    enabled = true
  }

  tags = { Name = var.name }

  # The first thing that it does is to write a test object.
  depends_on = [aws_s3_bucket_policy.logs]
}

locals {
  # A listener keeps its target group from going, so a group that must be another one gets another name and comes first.
  target_group_hash = substr(sha1(jsonencode([var.target_kind, var.target_port, var.target_protocol])), 0, 6)
}

resource "aws_lb_target_group" "this" {
  name                 = "${var.name}-${local.target_group_hash}"
  deregistration_delay = var.deregistration_delay_seconds
  port                 = var.target_port
  protocol             = var.target_protocol
  target_type          = var.target_kind
  vpc_id               = var.vpc_id

  health_check {
    healthy_threshold   = 2
    interval            = 10
    matcher             = "200"
    path                = var.health_path
    port                = "traffic-port"
    protocol            = var.target_protocol
    timeout             = 5
    unhealthy_threshold = 3
  }

  tags = { Name = var.name }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy

  default_action {
    target_group_arn = aws_lb_target_group.this.arn
    type             = "forward"
  }
}
