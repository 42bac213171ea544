project_id = "crm"
name       = "crm"
subnets = [
  {
    name          = "a"
    region        = "europe-west1"
    ip_cidr_range = "10.0.0.0/24"
    iam = {
      "roles/compute.networkUser" = ["group:dev@example.com"]
    }
  },
]
