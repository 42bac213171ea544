locals {
  environments = {
    blue  = { cidr = "10.0.0.0/16", public = ["10.0.1.0/24"], protected = true }
    green = { cidr = "10.1.0.0/16", public = [], protected = false }
  }
}

module "network" {
  source   = "../aws-network"
  for_each = local.environments

  name           = each.key
  cidr           = each.value.cidr
  azs            = ["eu-west-1a", "eu-west-1b"]
  public_subnets = each.value.public

  private_subnets = each.key == "blue" ? ["10.0.2.0/24"] : []
}

module "database" {
  source   = "../aws-database"
  for_each = { for name, it in local.environments : name => it if it.protected }

  identifier = "crm-${each.key}"
  parameters = [
    { name = "log_statement", value = "ddl" },
    { name = "max_connections", value = 200, apply_method = "pending-reboot" },
  ]
  monitoring = {
    interval        = "60"
    create_role     = true
    source_accounts = ["111122223333", "111122223333"]
  }
}

module "bucket" {
  source = "../aws-bucket"
  count  = length(local.environments)

  bucket     = "crm-${count.index}"
  versioning = { enabled = true }
  accounts   = [111122223333]
}

output "vpc_ids" {
  value = { for name, network in module.network : name => network.vpc_id }
}

output "blue" {
  value = module.network["blue"].private_subnets[0]
}

output "endpoint" {
  value = one(values(module.database)[*].endpoint)
}
