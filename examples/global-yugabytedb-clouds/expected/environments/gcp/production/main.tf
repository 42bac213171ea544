locals {
  labels = merge(var.labels, {
    environment = var.environment
    managed-by  = "terraform"
    project     = var.project
  })
}

resource "google_project_service" "this" {
  for_each = toset([
    "compute.googleapis.com",
    "monitoring.googleapis.com",
    "servicenetworking.googleapis.com",
  ])

  service = each.key

  # Other stacks and people may use the same API in this project.
  disable_on_destroy = false
}

module "network" {
  source = "../../../modules/gcp-network-cluster-private-services"

  firewall_rules   = var.network.firewall_rules
  flow_logs        = var.network.flow_logs
  name             = var.network.name
  nat              = var.network.nat
  nodes            = var.network.nodes
  private_services = var.network.private_services
  region           = var.region
  routing_mode     = var.network.routing_mode
  subnets          = var.network.subnets

  depends_on = [google_project_service.this]
}

module "alerts" {
  source = "../../../modules/gcp-alerts-none-none"

  name       = "${var.project}-${var.environment}"
  recipients = var.monitoring.recipients

  depends_on = [google_project_service.this]
}
