provider "kubernetes" {
  host                   = var.cluster.endpoint
  cluster_ca_certificate = base64decode(var.cluster.ca)

  exec {
    api_version = "client.authentication.k8s.io/v1beta1"
    command     = "aws"
    args        = ["eks", "get-token", "--cluster-name", var.cluster.name]
  }
}

provider "helm" {
  kubernetes = {
    host = var.cluster.endpoint
  }
}

resource "kubernetes_namespace_v1" "this" {
  metadata {
    name   = "pooler"
    labels = { "app.kubernetes.io/part-of" = "crm" }
  }
}

resource "kubernetes_deployment_v1" "pooler" {
  metadata {
    name      = "pooler"
    namespace = kubernetes_namespace_v1.this.metadata[0].name
  }

  spec {
    replicas = var.replicas

    selector {
      match_labels = { app = "pooler" }
    }

    template {
      metadata {
        labels = { app = "pooler" }
      }

      spec {
        container {
          name  = "pooler"
          image = "pooler:1"

          dynamic "env" {
            for_each = var.environment
            content {
              name  = env.key
              value = env.value
            }
          }

          port {
            container_port = 6432
          }
        }
      }
    }
  }
}

resource "helm_release" "operator" {
  for_each = { for release in var.releases : release.name => release }

  name       = each.key
  chart      = each.value.chart
  repository = each.value.repository
  namespace  = kubernetes_namespace_v1.this.metadata.0.name
  values     = [yamlencode(each.value.values), file("${path.module}/values.yaml")]

  set = [
    for name, value in each.value.set : {
      name  = name
      value = value
    }
  ]
}

resource "cloudflare_dns_record" "this" {
  for_each = toset(["db", "cache"])

  zone_id = var.zone_id
  name    = each.value
  content = "192.0.2.1"
  type    = "A"
  ttl     = 300
}
