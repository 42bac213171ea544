output "database_name" {
  value = local.is_regional_cluster ? join("", aws_rds_cluster.primary[*].database_name) : ""
}

output "endpoint" {
  value = try(aws_rds_cluster.primary[0].endpoint, "")
}

output "dbi_resource_ids" {
  value = aws_rds_cluster_instance.default[*].dbi_resource_id
}

output "cluster_security_groups" {
  value = coalesce(one(aws_rds_cluster.primary[*].vpc_security_group_ids), [])
}
