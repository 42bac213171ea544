output "account_id" {
  description = "The account or project in which Cockroach Labs runs the cluster."
  value       = module.database.account_id
}

output "ca_certificate" {
  description = "The certificate of the authority that clients of the database must trust, in PEM."
  value       = module.database.ca_certificate
}

output "cluster_id" {
  description = "The ID of the cluster."
  value       = module.database.id
}

output "database" {
  description = "The name of the database."
  value       = module.database.database
}

output "endpoint_services" {
  description = "The service that private endpoints connect to, by region."
  value       = module.database.endpoint_services
}

output "port" {
  description = "The port of the database."
  value       = module.database.port
}

output "private_hosts" {
  description = "The host name behind private endpoints, by region."
  value       = module.database.private_hosts
}

output "prometheus_scrape_configs" {
  description = "A file for scrape_config_files of a Prometheus, which reads the metrics of the nodes."
  value       = module.database.prometheus_scrape_configs
}

output "public_hosts" {
  description = "The host name for the public ranges that may connect, by region."
  value       = module.database.public_hosts
}

output "user" {
  description = "The user of the application."
  value       = module.database.user
}
