locals {
  # One graph a metric, with a line for each instance, node or target group.
  graphs = concat(
    [
      for metric in distinct([for alarm in local.database_alarms : alarm.metric]) : {
        title   = "Database: ${metric}"
        metrics = [for database in var.databases : ["AWS/RDS", metric, "DBInstanceIdentifier", database.identifier]]
      }
    ],
    [
      for metric in ["HealthyHostCount", "UnHealthyHostCount", "TargetResponseTime"] : {
        title = "Load balancer: ${metric}"
        metrics = [
          for suffix in values(var.load_balancer.target_group_arn_suffixes) :
          ["AWS/ApplicationELB", metric, "LoadBalancer", var.load_balancer.arn_suffix, "TargetGroup", suffix]
        ]
      }
    ],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [
      for index, graph in local.graphs : {
        type   = "metric"
        x      = 8 * (index % 3)
        y      = 6 * floor(index / 3)
        width  = 8
        height = 6
        properties = {
          metrics = graph.metrics
          period  = 60
          region  = var.region
          stat    = "Average"
          title   = graph.title
          view    = "timeSeries"
        }
      }
    ]
  })
}
