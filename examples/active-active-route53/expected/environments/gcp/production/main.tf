locals {
  labels = merge(var.labels, {
    environment = var.environment
    managed-by  = "terraform"
    project     = var.project
  })

  project_number = var.project_number

  database_kms_key = module.database_key.id
}

resource "google_project_service" "this" {
  for_each = toset([
    "certificatemanager.googleapis.com",
    "cloudkms.googleapis.com",
    "compute.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "secretmanager.googleapis.com",
    "servicenetworking.googleapis.com",
    "sqladmin.googleapis.com",
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

module "database_key" {
  source = "../../../modules/gcp-kms-key"

  key_ring_name = "${var.project}-${var.environment}-database"
  location      = var.region
  name          = "database"

  service_agents = {
    cloud-sql      = "service-${local.project_number}@gcp-sa-cloud-sql.iam.gserviceaccount.com"
    secret-manager = "service-${local.project_number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
  }

  depends_on = [google_project_service.this]
}

module "database" {
  source = "../../../modules/gcp-cloud-sql-postgres-placement"

  admin_password_version         = var.database.admin_password_version
  admin_username                 = var.database.admin_username
  availability_type              = var.database.availability_type
  backup                         = var.database.backup
  connector_enforcement          = var.database.connector_enforcement
  database_name                  = var.database.database_name
  database_version               = var.database.database_version
  deletion_protection            = var.database.deletion_protection
  deletion_protection_api        = var.database.deletion_protection_api
  disk                           = var.database.disk
  edition                        = var.database.edition
  flags                          = var.database.flags
  iam_grants                     = var.database.iam_grants
  iam_users                      = var.database.iam_users
  insights                       = var.database.insights
  kms_key                        = local.database_kms_key
  labels                         = local.labels
  maintenance_window             = var.database.maintenance_window
  name                           = var.database.name
  network_id                     = module.network.id
  placement                      = var.database.placement
  private_services_connection_id = module.network.private_services_connection_id
  private_services_range_name    = module.network.private_services_range_name
  project_id                     = var.project_id
  public_ip                      = var.database.public_ip
  region                         = var.region
  server_ca_mode                 = var.database.server_ca_mode
  ssl_mode                       = var.database.ssl_mode
  tier                           = var.database.tier

  depends_on = [google_project_service.this]
}

module "load_balancer" {
  source = "../../../modules/gcp-load-balancer-requested-new-waf"

  admitted_ranges = var.load_balancer.admitted_ranges
  health_path     = var.load_balancer.health_path
  hostname        = var.load_balancer.hostname
  log_sampling    = var.load_balancer.log_sampling
  name            = var.load_balancer.name
  network_id      = module.network.id
  rate_per_target = var.load_balancer.rate_per_target
  subnet_id       = module.network.nodes_subnet_id
  target_port     = var.load_balancer.target_port
  timeout_seconds = var.load_balancer.timeout_seconds
  waf_preview     = var.load_balancer.waf_preview
  zones           = var.load_balancer.zones

  depends_on = [google_project_service.this]
}

module "alerts" {
  source = "../../../modules/gcp-alerts-postgres-none-load-balancer-conflicts-dashboard"

  lag_minutes = var.monitoring.lag_minutes
  minutes     = var.monitoring.minutes
  name        = "${var.project}-${var.environment}"
  project_id  = var.project_id
  recipients  = var.monitoring.recipients

  conflicts = {
    instance_name = module.database.instance_name
    per_minute    = var.monitoring.conflicts_per_minute
  }

  databases = {
    for key, thresholds in var.monitoring.databases : key => {
      instance_name = module.database.instance_name
      thresholds    = thresholds
    }
  }

  load_balancer = merge(var.monitoring.load_balancer, { url_map_name = module.load_balancer.url_map_name })

  depends_on = [google_project_service.this]
}
