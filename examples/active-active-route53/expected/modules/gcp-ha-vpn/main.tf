locals {
  gateway_id  = google_compute_ha_vpn_gateway.this.id
  router_name = google_compute_router.this.name
}

resource "google_compute_ha_vpn_gateway" "this" {
  name               = "${var.name}-aws"
  gateway_ip_version = "IPV4"
  network            = var.network_id
  region             = var.region
  stack_type         = "IPV4_ONLY"
}

# Interfaces 0 and 1 are the tunnels of the first connection of AWS, 2 and 3 those of the second.
resource "google_compute_external_vpn_gateway" "aws" {
  name            = "${var.name}-aws"
  description     = "The four addresses of the AWS side of ${var.name}"
  redundancy_type = "FOUR_IPS_REDUNDANCY"

  interface {
    id         = 0
    ip_address = var.tunnel_addresses["0"]
  }

  interface {
    id         = 1
    ip_address = var.tunnel_addresses["1"]
  }

  interface {
    id         = 2
    ip_address = var.tunnel_addresses["2"]
  }

  interface {
    id         = 3
    ip_address = var.tunnel_addresses["3"]
  }
}

resource "google_compute_router" "this" {
  name        = "${var.name}-aws"
  description = "BGP of ${var.name} with AWS"
  network     = var.network_id
  region      = var.region

  bgp {
    asn                = var.asn
    keepalive_interval = var.keepalive_seconds
  }
}

resource "google_compute_vpn_tunnel" "this" {
  for_each = var.tunnels

  name                            = "${var.name}-aws-${each.key}"
  ike_version                     = 2
  peer_external_gateway           = google_compute_external_vpn_gateway.aws.id
  peer_external_gateway_interface = tonumber(each.key)
  region                          = var.region
  router                          = local.router_name
  shared_secret_wo                = var.preshared_keys[each.key]
  shared_secret_wo_version        = var.preshared_key_versions[each.key]
  vpn_gateway                     = local.gateway_id
  vpn_gateway_interface           = floor(tonumber(each.key) / 2)

  cipher_suite {
    phase1 {
      dh         = [var.phase1.dh]
      encryption = [var.phase1.encryption]
      integrity  = var.phase1.integrity == null ? null : [var.phase1.integrity]
      prf        = [var.phase1.prf]
    }

    phase2 {
      encryption = [var.phase2.encryption]
      integrity  = var.phase2.integrity == null ? null : [var.phase2.integrity]
      pfs        = [var.phase2.pfs]
    }
  }
}

# In the range of a tunnel, AWS has the first address and Google Cloud the second.
resource "google_compute_router_interface" "this" {
  for_each = var.tunnels

  name       = "${var.name}-aws-${each.key}"
  ip_range   = "${cidrhost(each.value.inside_cidr, 2)}/30"
  region     = var.region
  router     = local.router_name
  vpn_tunnel = google_compute_vpn_tunnel.this[each.key].name
}

resource "google_compute_router_peer" "this" {
  for_each = var.tunnels

  name                           = "${var.name}-aws-${each.key}"
  advertise_mode                 = "CUSTOM"
  advertised_route_priority      = each.value.route_priority
  interface                      = google_compute_router_interface.this[each.key].name
  ip_address                     = cidrhost(each.value.inside_cidr, 2)
  peer_asn                       = var.peer_asn
  peer_ip_address                = cidrhost(each.value.inside_cidr, 1)
  region                         = var.region
  router                         = local.router_name
  zero_advertised_route_priority = each.value.route_priority == 0

  dynamic "advertised_ip_ranges" {
    for_each = var.advertised_ip_ranges

    content {
      description = advertised_ip_ranges.key
      range       = advertised_ip_ranges.value
    }
  }
}
