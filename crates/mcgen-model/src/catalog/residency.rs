//! Where classes of data must stay, and on what grounds other data crosses a border.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{DataClass, TransferBasis};

#[derive(Deserialize)]
struct Table {
    data_classes: BTreeMap<String, SectorLaw>,
    regimes: BTreeMap<String, Grounds>,
}

/// Where a class of data must stay.
#[derive(Debug, Deserialize)]
pub struct SectorLaw {
    /// Countries that the class may not leave; empty when a transfer needs a ground only.
    pub must_stay_in: Vec<String>,
    /// The law that says so.
    pub law: String,
}

#[derive(Deserialize)]
struct Grounds {
    #[serde(deserialize_with = "super::scalars")]
    transfer_bases: Vec<TransferBasis>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("residency")));

/// The law that keeps a class of data inside of a country; `None` for a class that may leave.
pub fn sector_law(class: DataClass) -> Option<&'static SectorLaw> {
    let table: &'static Table = &TABLE;
    let law = table.data_classes.get(class.as_str());
    law.filter(|law| !law.must_stay_in.is_empty())
}

/// The grounds of transfer that a law knows; `None` for a law that the table does not list.
pub fn transfer_bases(law: &str) -> Option<&'static [TransferBasis]> {
    let table: &'static Table = &TABLE;
    table
        .regimes
        .get(law)
        .map(|it| it.transfer_bases.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_data_has_a_row() {
        for class in DataClass::ALL {
            assert!(TABLE.data_classes.contains_key(class.as_str()), "{class}");
        }
    }

    #[test]
    fn only_sector_data_is_kept_at_home() {
        assert!(sector_law(DataClass::Personal).is_none());
        assert_eq!(sector_law(DataClass::MapData).unwrap().must_stay_in, ["KR"]);
    }

    #[test]
    fn korean_law_knows_no_standard_clauses() {
        let bases = transfer_bases("PIPA").unwrap();
        assert!(bases.contains(&TransferBasis::Consent));
        assert!(!bases.contains(&TransferBasis::StandardClauses));
        assert!(transfer_bases("PDPA").is_none());
    }
}
