module "load_balancer" {
  source = "../../../modules/route53-failover"

  aws                 = var.origins.aws
  certificate_records = var.certificate_records
  check_regions       = var.route53.check_regions
  failure_threshold   = var.route53.failure_threshold
  gcp                 = var.origins.gcp
  health_path         = var.health_path
  hostname            = var.hostname
  interval_seconds    = var.route53.interval_seconds
  name                = "${var.project}-${var.environment}"
  primary             = var.primary
  ttl_seconds         = var.route53.ttl_seconds
  zone_id             = var.route53.zone_id
}
