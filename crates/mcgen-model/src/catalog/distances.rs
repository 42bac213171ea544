//! How far regions stand from one another, and how long light takes for that.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{AwsRegion, GcpRegion, Region, Scalar};

#[derive(Deserialize)]
struct Table {
    radius_km: f64,
    km_per_ms: f64,
    /// Latitude and longitude in degrees.
    metros: BTreeMap<String, [f64; 2]>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("distances")));

/// The mean radius of the Earth in km.
const EARTH_KM: f64 = 6371.0;

/// Less than the shortest round trip between two regions that fibre allows, in ms. Routes are longer, and
/// so are queues; nothing is shorter. 0 for one metropolitan area.
pub fn round_trip_bound_ms(from: Region, to: Region) -> f64 {
    let great_circle = apart_km(from.metro(), to.metro()).unwrap_or(0.0);
    let way = (great_circle - 2.0 * TABLE.radius_km).max(0.0);
    2.0 * way / TABLE.km_per_ms
}

/// The region of AWS nearest to a region of Google Cloud, as the crow flies.
pub fn nearest_aws(region: GcpRegion) -> Option<AwsRegion> {
    let all = AwsRegion::choices().into_iter().flatten();
    let all = all.filter_map(|code| AwsRegion::parse(code).ok());
    let apart = all.filter_map(|it| Some((apart_km(region.metro(), it.metro())?, it)));
    let nearest = apart.min_by(|(one, _), (other, _)| one.total_cmp(other));
    nearest.map(|(_, region)| region)
}

fn apart_km(from: &str, to: &str) -> Option<f64> {
    let (from, to) = TABLE.metros.get(from).zip(TABLE.metros.get(to))?;
    Some(great_circle_km(*from, *to))
}

/// The shortest way over the Earth, by the haversine formula.
fn great_circle_km(from: [f64; 2], to: [f64; 2]) -> f64 {
    let [from_latitude, from_longitude] = from.map(f64::to_radians);
    let [to_latitude, to_longitude] = to.map(f64::to_radians);
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(to_latitude - from_latitude)
        + from_latitude.cos() * to_latitude.cos() * half(to_longitude - from_longitude);
    2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn bound(from: &str, to: &str) -> f64 {
        let region = |code| Region::parse(code).unwrap();
        round_trip_bound_ms(region(from), region(to))
    }

    #[test]
    fn every_metro_has_its_place() {
        for code in Region::choices().unwrap() {
            let metro = Region::parse(code).unwrap().metro();
            assert!(TABLE.metros.contains_key(metro), "{code}: {metro}");
        }
    }

    #[test]
    fn no_measured_round_trip_is_shorter() {
        // Medians of a day, in ms, from the matrix of cloudping.co.
        for (from, to, measured) in [
            ("ap-east-1", "ap-northeast-1", 52.55),
            ("ap-east-1", "ap-northeast-2", 39.73),
            ("ap-east-1", "ap-east-2", 16.22),
            ("ap-east-1", "ap-southeast-1", 34.01),
            ("ap-east-1", "us-west-2", 146.27),
            ("af-south-1", "eu-west-2", 150.06),
            ("af-south-1", "us-east-1", 226.85),
            ("af-south-1", "me-central-1", 126.93),
        ] {
            let bound = bound(from, to);
            assert!(bound < measured, "{from} {to}: {bound} >= {measured}");
            assert!(bound > measured / 4.0, "{from} {to}: {bound} says nothing");
        }
    }

    #[test]
    fn every_region_of_google_cloud_has_one_of_aws_beside_it() {
        let nearest = |code| nearest_aws(GcpRegion::parse(code).unwrap()).unwrap().code();
        for (gcp, aws) in [
            ("asia-northeast3", "ap-northeast-2"),
            ("asia-northeast1", "ap-northeast-1"),
            ("asia-southeast1", "ap-southeast-1"),
            ("europe-west3", "eu-central-1"),
            ("us-west1", "us-west-2"),
            ("us-east4", "us-east-1"),
        ] {
            assert_eq!(nearest(gcp), aws, "{gcp}");
        }
        for code in GcpRegion::choices().unwrap() {
            assert!(!nearest(code).is_empty(), "{code}");
        }
    }

    #[test]
    fn one_metropolitan_area_is_no_distance() {
        assert!(bound("ap-northeast-2", "asia-northeast3") < f64::EPSILON);
        let there = bound("us-west-2", "ap-northeast-1");
        assert!((there - bound("ap-northeast-1", "us-west-2")).abs() < 1e-9);
        assert!((70.0..80.0).contains(&there), "{there}");
        // What the guide says.
        assert!((8.0..11.0).contains(&bound("ap-northeast-2", "ap-northeast-1")));
    }
}
