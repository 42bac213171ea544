output "account_id" {
  description = "The account or project in which Cockroach Labs runs the cluster."
  value       = cockroach_cluster.this.account_id
}

output "ca_certificate" {
  description = "The certificate of the authority that clients must trust, in PEM."
  value       = data.cockroach_cluster_cert.this.cert
}

output "database" {
  description = "The name of the database."
  value       = cockroach_database.this.name
}

output "endpoint_services" {
  description = "The service that private endpoints connect to, by region."
  value       = { for region, service in cockroach_private_endpoint_services.this.services_map : region => service.name }
}

output "id" {
  description = "The ID of the cluster."
  value       = cockroach_cluster.this.id
}

output "port" {
  description = "The port of the database."
  value       = 26257
}

output "private_hosts" {
  description = "The host name behind private endpoints, by region."
  value       = { for region in cockroach_cluster.this.regions : region.name => region.internal_dns }
}

# A job for each region, so that the silence of one is seen. The key is read from a file beside the configuration.
output "prometheus_scrape_configs" {
  description = "A file for scrape_config_files of a Prometheus, which reads the metrics of the nodes."
  value = yamlencode({
    scrape_configs = [
      for region, target in cockroach_metric_export_prometheus_config.this.targets : {
        job_name        = "cockroach-${cockroach_cluster.this.name}-${region}"
        metrics_path    = regex("^https?://[^/]+(/.*)$", target)[0]
        scheme          = regex("^(https?)://", target)[0]
        scrape_interval = "30s"
        static_configs  = [{ targets = regex("^https?://([^/]+)", target) }]

        authorization = {
          credentials_file = "cockroach-${cockroach_cluster.this.name}.key"
          type             = "Bearer"
        }
      }
    ]
  })
}

output "public_hosts" {
  description = "The host name for the public ranges that may connect, by region."
  value       = { for region in cockroach_cluster.this.regions : region.name => region.sql_dns }
}

output "user" {
  description = "The user of the application, whose password is set apart."
  value       = cockroach_sql_user.app.name
}
