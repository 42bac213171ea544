output "vpc_id" {
  value = module.vpc.vpc_id
}

output "subnet_azs" {
  value = [for subnet in module.vpc.subnet_objects : subnet.availability_zone]
}

output "subnet_ids_by_az" {
  value = { for subnet in module.vpc.subnet_objects : subnet.availability_zone => subnet.id... }
}
