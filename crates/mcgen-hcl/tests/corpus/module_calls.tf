module "network" {
  source   = "../../modules/network"
  for_each = var.networks

  name = each.key
  cidr = each.value.cidr
  providers = {
    aws       = aws.seoul
    aws.tokyo = aws.tokyo
  }
  subnets = { for k, s in each.value.subnets : k => {
    cidr = s.cidr
    zone = s.zone
  } }
  depends_on = [
    module.base
  ]
}
