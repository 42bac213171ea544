//! Addresses, subnets and zones.

mod aws_subnets;
mod aws_vpc;
mod demand;
mod eks;
mod gcp_ranges;
mod gke;
mod names;
mod overlap;
mod sources;
mod zones;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &overlap::OVERLAP,
        run: overlap::check,
    },
    Check {
        rule: &aws_vpc::PREFIX,
        run: aws_vpc::prefix,
    },
    Check {
        rule: &aws_vpc::DOCKER_BRIDGE,
        run: aws_vpc::docker_bridge,
    },
    Check {
        rule: &aws_vpc::PROHIBITED,
        run: aws_vpc::prohibited,
    },
    Check {
        rule: &aws_vpc::SECONDARY,
        run: aws_vpc::secondary,
    },
    Check {
        rule: &aws_subnets::PLACE,
        run: aws_subnets::place,
    },
    Check {
        rule: &aws_subnets::FULL,
        run: aws_subnets::full,
    },
    Check {
        rule: &aws_subnets::DATABASE_ZONES,
        run: aws_subnets::database_zones,
    },
    Check {
        rule: &aws_subnets::SPARE,
        run: aws_subnets::spare,
    },
    Check {
        rule: &gcp_ranges::SMALL,
        run: gcp_ranges::small,
    },
    Check {
        rule: &gcp_ranges::PROHIBITED,
        run: gcp_ranges::prohibited,
    },
    Check {
        rule: &mcgen_spec::refused::network::RANGE_OF_THE_NETWORK,
        run: gcp_ranges::nested,
    },
    Check {
        rule: &gke::POD_RANGE,
        run: gke::pod_range,
    },
    Check {
        rule: &gke::POD_RANGE_USE,
        run: gke::pod_range_use,
    },
    Check {
        rule: &gke::SERVICES,
        run: gke::services,
    },
    Check {
        rule: &gke::NODES,
        run: gke::nodes,
    },
    Check {
        rule: &eks::ZONES,
        run: eks::zones,
    },
    Check {
        rule: &eks::CONTROL_PLANE,
        run: eks::control_plane,
    },
    Check {
        rule: &eks::PODS,
        run: eks::pods,
    },
    Check {
        rule: &eks::SERVICE_RANGE,
        run: eks::service_range,
    },
    Check {
        rule: &zones::AWS,
        run: zones::aws,
    },
    Check {
        rule: &zones::GCP,
        run: zones::gcp,
    },
    Check {
        rule: &names::NAMES,
        run: names::check,
    },
];
