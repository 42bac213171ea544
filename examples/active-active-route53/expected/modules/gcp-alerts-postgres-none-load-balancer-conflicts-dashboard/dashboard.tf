locals {
  shown = join(", ", [for database in var.databases : "\"${var.project_id}:${database.instance_name}\""])

  # One graph a metric, with a line for each instance or node.
  graphs = concat(
    [
      for metric in distinct([for alert in local.database_alerts : alert.metric]) : {
        aligner = "ALIGN_MEAN"
        filter  = "metric.type = \"${metric}\" AND resource.type = \"cloudsql_database\" AND resource.labels.database_id = one_of(${local.shown})"
        title   = "Database: ${trimprefix(metric, "cloudsql.googleapis.com/database/")}"
      }
    ],
  )
}

resource "google_monitoring_dashboard" "this" {
  dashboard_json = jsonencode({
    displayName = var.name
    mosaicLayout = {
      columns = 48
      tiles = [
        for index, graph in local.graphs : {
          xPos   = 16 * (index % 3)
          yPos   = 16 * floor(index / 3)
          width  = 16
          height = 16
          widget = {
            title = graph.title
            xyChart = {
              dataSets = [{
                plotType = "LINE"
                timeSeriesQuery = {
                  timeSeriesFilter = {
                    filter = graph.filter
                    aggregation = {
                      alignmentPeriod  = "60s"
                      perSeriesAligner = graph.aligner
                    }
                  }
                }
              }]
            }
          }
        }
      ]
    }
  })
}
