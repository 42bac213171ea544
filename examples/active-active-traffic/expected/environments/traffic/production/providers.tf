# The token stands in CLOUDFLARE_API_TOKEN. It may edit load balancers, their pools and monitors, and DNS of the zone.
provider "cloudflare" {
}
