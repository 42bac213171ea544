module "load_balancer" {
  source = "../../../modules/cloudflare-load-balancer"

  account_id                   = var.cloudflare.account_id
  certificate_records          = var.certificate_records
  drained                      = var.drained
  health_path                  = var.health_path
  hostname                     = var.hostname
  monitor                      = var.cloudflare.monitor
  name                         = "${var.project}-${var.environment}"
  origins                      = var.origins
  primary                      = var.fallback
  proxied                      = var.cloudflare.proxied
  regions                      = var.cloudflare.regions
  session_affinity             = var.cloudflare.session_affinity
  session_affinity_ttl_seconds = var.cloudflare.session_affinity_ttl_seconds
  steering                     = var.cloudflare.steering
  ttl_seconds                  = var.cloudflare.ttl_seconds
  weights                      = var.cloudflare.weights
  zone_id                      = var.cloudflare.zone_id
}
