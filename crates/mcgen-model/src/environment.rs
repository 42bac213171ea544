use std::collections::BTreeMap;

use mcgen_diagnostics::{Span, Spanned};

use crate::{AwsEnvironment, Cidr, Date, GcpEnvironment, Link, ShortName, choice};

/// One environment of one project, with every default filled in and every range settled.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The project, the first part of every name.
    pub project: Spanned<ShortName>,
    /// The environment, the second part of every name.
    pub name: Spanned<ShortName>,
    /// How careful the defaults and the rules are.
    pub tier: Spanned<Tier>,
    /// What the two clouds are to each other.
    pub strategy: Spanned<Strategy>,
    /// AWS tags and Google Cloud labels of every resource.
    pub labels: BTreeMap<String, Spanned<String>>,
    /// Whose data it is and where it may live.
    pub residency: Residency,
    /// Ranges that are routed elsewhere and must stay free.
    pub reserved: Vec<ReservedRange>,
    /// The loss that the environment must survive.
    pub disaster: Spanned<Disaster>,
    /// Findings that a person accepts by name.
    pub waivers: Vec<Waiver>,
    /// What is built on AWS.
    pub aws: Option<AwsEnvironment>,
    /// What is built on Google Cloud.
    pub gcp: Option<GcpEnvironment>,
    /// The private link between the two; only where both are built.
    pub link: Option<Link>,
    /// The place of the whole file, for findings about what is missing from it.
    pub span: Span,
}

impl Environment {
    /// `project/environment`, the identity of the environment in manifests and messages.
    pub fn identity(&self) -> String {
        format!("{}/{}", self.project.value, self.name.value)
    }

    /// Whether production rules and defaults apply.
    pub fn is_production(&self) -> bool {
        self.tier.value == Tier::Production
    }
}

choice! {
    /// How much an environment matters: what is off by default, and what is only a warning.
    pub enum Tier {
        /// Real users; high availability, long retention, the strictest rules.
        Production = "production",
        /// A rehearsal of production.
        Staging = "staging",
        /// Made and thrown away.
        Development = "development",
    }
}

choice! {
    /// What the two clouds are to each other.
    pub enum Strategy {
        /// Each cloud runs its own database; nothing is replicated.
        Independent = "independent",
    }
}

choice! {
    /// The largest loss that the environment must survive.
    pub enum Disaster {
        /// One zone of a region.
        Zone = "zone",
        /// A whole region.
        Region = "region",
    }
}

choice! {
    /// The legal ground on which personal data crosses a border.
    pub enum TransferBasis {
        /// Consent of the data subjects.
        Consent = "consent",
        /// Needed for a contract and disclosed in the privacy policy.
        Contract = "contract",
        /// The receiver holds a recognised certification.
        Certification = "certification",
        /// The country is recognised as adequate.
        Adequacy = "adequacy",
        /// Standard contractual clauses.
        StandardClauses = "scc",
        /// Binding corporate rules.
        CorporateRules = "bcr",
    }
}

choice! {
    /// Kinds of data with rules of their own.
    pub enum DataClass {
        /// Data about living persons.
        Personal = "personal",
        /// Electronic medical records.
        MedicalRecords = "medical-records",
        /// Unique identification and credit data of financial firms.
        FinancialIdentifiers = "financial-identifiers",
        /// Map and survey data.
        MapData = "map-data",
        /// National core technology.
        NationalCoreTechnology = "national-core-technology",
    }
}

choice! {
    /// How residency is read.
    pub enum ResidencyProfile {
        /// Transfers are legal on a declared basis.
        Standard = "standard",
        /// Korean data is not to leave Korea at all.
        KoreaStrict = "kr-strict",
    }
}

/// Whose data it is and where it may live.
#[derive(Debug, Clone)]
pub struct Residency {
    /// The place of the block, or of the file when there is none.
    pub span: Span,
    /// Countries of the data subjects, ISO 3166 codes.
    pub subjects: Vec<Spanned<Country>>,
    /// Countries where the data may live; empty when nothing was declared.
    pub allowed: Vec<Spanned<Country>>,
    /// The ground for crossing a border.
    pub transfer_basis: Option<Spanned<TransferBasis>>,
    /// Kinds of data with rules of their own.
    pub data: Vec<Spanned<DataClass>>,
    /// How residency is read.
    pub profile: Spanned<ResidencyProfile>,
}

/// An ISO 3166 country code, or `EU` for the union.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(String);

impl Country {
    /// The two letters.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl crate::Scalar for Country {
    const EXPECTED: &'static str = "a two-letter country code such as `KR`, or `EU`";

    fn parse(text: &str) -> Result<Self, crate::Fault<Self>> {
        if text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(crate::Fault::new(format!(
                "`{text}` is not {}",
                Self::EXPECTED
            )))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^[A-Z]{2}$")
    }
}

/// A range that is routed elsewhere: an office, another VPC.
#[derive(Debug, Clone)]
pub struct ReservedRange {
    /// Who uses it.
    pub name: Spanned<String>,
    /// The range.
    pub cidr: Spanned<Cidr>,
}

/// A finding that a person accepts by name.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The code of the rule.
    pub rule: Spanned<String>,
    /// Why it is accepted.
    pub reason: Spanned<String>,
    /// The last day on which it is accepted.
    pub until: Option<Spanned<Date>>,
}
