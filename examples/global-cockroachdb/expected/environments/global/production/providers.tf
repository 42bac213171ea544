# The key of a service account with the role Cluster Admin stands in COCKROACH_API_KEY.
provider "cockroach" {
}
