module "load_balancer" {
  source = "../../../modules/route53-both-weighted"

  aws                 = var.origins.aws
  certificate_records = var.certificate_records
  check_regions       = var.route53.check_regions
  drained             = var.drained
  failure_threshold   = var.route53.failure_threshold
  gcp                 = var.origins.gcp
  health_path         = var.health_path
  hostname            = var.hostname
  interval_seconds    = var.route53.interval_seconds
  name                = "${var.project}-${var.environment}"
  ttl_seconds         = var.route53.ttl_seconds
  weights             = var.route53.weights
  zone_id             = var.route53.zone_id
}
