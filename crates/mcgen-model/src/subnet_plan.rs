use crate::{Allocator, AwsRegion, Cidr, SubnetTier};

/// The range of a subnet that nobody gave: a place that follows from the tier and the zone's letter
/// alone, so that a further zone or tier never moves a subnet that already exists.
///
/// The VPC is cut into sixteenths: one for public, one for database and one for cache subnets, one
/// kept free, four for a cluster and eight for private subnets. Each share is cut by zone, into
/// four or, in regions with more zones, into eight. `None` when the VPC is too small for that.
pub fn default_subnet(vpc: Cidr, region: AwsRegion, tier: SubnetTier, zone: &str) -> Option<Cidr> {
    let (bits, index) = match tier {
        SubnetTier::Public => (4, 0),
        SubnetTier::Database => (4, 1),
        SubnetTier::Cache => (4, 2),
        SubnetTier::Cluster => (2, 1),
        SubnetTier::Private => (1, 1),
    };
    let share = vpc.subnets(vpc.prefix() + bits).nth(index)?;
    let letter = usize::from(zone.bytes().last()?.checked_sub(b'a')?);
    let slots: usize = if region.zone_letters().count() <= 4 {
        4
    } else {
        8
    };
    let prefix = share.prefix() + u8::try_from(slots.trailing_zeros()).ok()?;
    // The smallest subnet that AWS accepts is a /28.
    (prefix <= 28)
        .then(|| share.subnets(prefix).nth(letter))
        .flatten()
}

/// Finds a range for a subnet: its default place, or the first free range of the same size when a
/// given subnet sits there.
pub fn carve_subnet(
    allocator: &mut Allocator,
    vpc: Cidr,
    region: AwsRegion,
    tier: SubnetTier,
    zone: &str,
) -> Option<Cidr> {
    match default_subnet(vpc, region, tier, zone) {
        Some(place) => allocator
            .claim(place)
            .or_else(|| (place.prefix()..=28).find_map(|prefix| allocator.carve(prefix))),
        None => allocator.carve(28),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn place(tier: SubnetTier, zone: &str) -> String {
        let vpc = Cidr::parse("10.30.0.0/16").unwrap();
        let region = AwsRegion::parse("ap-northeast-2").unwrap();
        default_subnet(vpc, region, tier, zone).unwrap().to_string()
    }

    #[test]
    fn every_tier_and_zone_has_a_place_of_its_own() {
        assert_eq!(place(SubnetTier::Public, "ap-northeast-2a"), "10.30.0.0/22");
        assert_eq!(place(SubnetTier::Public, "ap-northeast-2c"), "10.30.8.0/22");
        assert_eq!(
            place(SubnetTier::Database, "ap-northeast-2a"),
            "10.30.16.0/22"
        );
        assert_eq!(
            place(SubnetTier::Cluster, "ap-northeast-2a"),
            "10.30.64.0/20"
        );
        assert_eq!(
            place(SubnetTier::Private, "ap-northeast-2d"),
            "10.30.224.0/19"
        );
    }

    #[test]
    fn default_places_never_overlap() {
        let places: Vec<Cidr> = SubnetTier::ALL
            .iter()
            .flat_map(|tier| ["a", "b", "c", "d"].map(|zone| place(*tier, zone)))
            .map(|text| Cidr::parse(&text).unwrap())
            .collect();
        for (index, first) in places.iter().enumerate() {
            assert!(
                places[index + 1..]
                    .iter()
                    .all(|second| !first.overlaps(*second))
            );
        }
    }
}
