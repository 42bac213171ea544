# refused at line 2 by: offline validate
resource "aws_lb_listener" "a" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/a/1"
}
