provider "google" {
  project = var.project_id
  region  = "europe-west1"
}

module "vpc" {
  source     = "../../../google-vpc"
  project_id = var.project_id
  name       = "my-network"
  subnets = [{
    name          = "production"
    region        = "europe-west1"
    ip_cidr_range = "10.0.0.0/24"
  }]
  psa_configs = [{
    ranges = { cloud-sql = "10.60.0.0/16" }
  }]
}

module "db" {
  source     = "../../"
  project_id = var.project_id
  network_config = {
    connectivity = {
      psa_config = {
        private_network = module.vpc.network.self_link
      }
    }
  }
  name             = "db"
  region           = "europe-west1"
  database_version = "POSTGRES_16"
  tier             = "db-g1-small"
  replicas = {
    replica1 = { region = "europe-west3" }
    replica2 = { region = "us-central1", encryption_key_name = null }
  }
  users = {
    user = { password = "mypassword" }
    (var.admin) = {}
  }
}

output "ips" {
  value = module.db.ips["primary"]
}
