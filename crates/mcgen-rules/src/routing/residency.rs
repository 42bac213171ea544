//! Whose data it is, where it lives, and on what ground. Labels for checks, not legal advice.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Span, Spanned};
use mcgen_model::catalog::regimes::{self, Adequacy};
use mcgen_model::catalog::residency::{sector_law, transfer_bases};
use mcgen_model::{Country, Environment, GlobalDatabase, ResidencyProfile, TransferBasis};

use crate::Context;

const PIPA: Reference = Reference {
    title: "Personal Information Protection Act (Korea), Article 28-8",
    url: "https://prighter.com/resources/laws/korean-pipa/main/articles/article-28-8",
};
const GDPR: Reference = Reference {
    title: "General Data Protection Regulation, Chapter V",
    url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
};
const ADEQUACY: Reference = Reference {
    title: "European Commission: adequacy decisions",
    url: "https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en",
};

pub(super) static BORDER: Rule = Rule {
    code: "NET-042",
    slug: "data-crosses-a-border",
    severity: Severity::Error,
    summary: "data would live where the declared residency does not allow it",
    fix: "use a region of the same country, or declare the ground under `residency.transfer-basis`",
    explain: "Most data protection laws allow personal data to leave the country on a ground, not \
freely. Under Article 28-8 of the Korean act it is consent, a contract with a notice in the privacy \
policy, a certification, or a country that is recognised as equivalent. Which ground holds is a legal \
decision, so mcgen asks for it by name instead of guessing.\n\nmcgen compares the country of each region \
with `residency.subjects` and, where that is written, with `residency.allowed`. A region abroad needs \
`residency.transfer-basis`, and the ground must be one that the law of the subjects knows. A region in \
a country that `allowed` leaves out is refused with or without a ground. Data of the European Union is \
the business of NET-045.",
    sources: &[PIPA, GDPR],
    waivable: true,
};

pub(super) static STRICTER_THAN_THE_LAW: Rule = Rule {
    code: "NET-043",
    slug: "stricter-than-korean-law",
    severity: Severity::Warning,
    summary: "Korean law does not keep this data in the country",
    fix: "write `profile: standard`, or name the sector data that must stay under `residency.data`",
    explain: "\"Korean data must stay in Korea\" is not what the law says: Article 28-8 of the Personal \
Information Protection Act is a ban with conditions, and with consent, contract, certification or \
recognition the data may leave. Only sector laws keep data inside: medical records, identification and \
credit data of financial firms, map data, national core technology.\n\nWithout such data under \
`residency.data` the profile `kr-strict` is checked like `standard`, and mcgen says so. A company may \
well decide to keep everything at home: `residency.allowed: [KR]` does that.",
    sources: &[PIPA],
    waivable: true,
};

pub(super) static SECTOR_DATA: Rule = Rule {
    code: "NET-044",
    slug: "sector-data-leaves-the-country",
    severity: Severity::Error,
    summary: "data that a sector law keeps in the country would leave it",
    fix: "use a Korean pair of regions, ap-northeast-2 and asia-northeast3",
    explain: "Some Korean data may not leave the country whatever the persons concerned agree to: \
electronic medical records, systems of financial firms with unique identification or credit data, map \
and survey data, national core technology. The laws know exceptions, a licence or an approval, which \
the owner of the environment states with a waiver and its reason.\n\nmcgen compares the classes under \
`residency.data` with the country of each region when Korea is among `residency.subjects`, or when no \
subjects are named. The articles of the sector laws were not read again.",
    sources: &[PIPA],
    waivable: true,
};

pub(super) static EUROPEAN_DATA: Rule = Rule {
    code: "NET-045",
    slug: "european-data-without-a-ground",
    severity: Severity::Warning,
    summary: "European data would live in a country without adequacy or another ground",
    fix: "declare the ground under `residency.transfer-basis`: `scc`, `bcr`, `certification`",
    explain: "The GDPR does not keep data in Europe. Within the European Economic Area there is no \
transfer; a country with an adequacy decision of the Commission (Korea, Japan, the United Kingdom, \
Switzerland and others) needs nothing more; any other needs standard contractual clauses, binding \
corporate rules or another ground of Chapter V. For the United States the decision covers only \
organisations that are certified under the Data Privacy Framework.\n\nmcgen looks at the regions when \
`residency.subjects` names `EU` or a country of the European Economic Area, and takes decisions from a \
dated table.",
    sources: &[GDPR, ADEQUACY],
    waivable: true,
};

/// A region that is used, and its country.
struct Place {
    cloud: &'static str,
    region: &'static str,
    country: &'static str,
    span: Span,
}

impl Place {
    fn text(&self) -> String {
        format!("{} is in {}", self.region, regimes::name(self.country))
    }
}

fn places(environment: &Environment) -> impl Iterator<Item = Place> {
    let aws = environment.aws.iter().map(|aws| Place {
        cloud: "AWS",
        region: aws.region.code(),
        country: aws.region.country(),
        span: aws.region.span,
    });
    let gcp = environment.gcp.iter().map(|gcp| Place {
        cloud: "Google Cloud",
        region: gcp.region.code(),
        country: gcp.region.country(),
        span: gcp.region.span,
    });
    let global = environment.strategy.global_database().into_iter();
    let global = global
        .flat_map(GlobalDatabase::regions)
        .map(|region| Place {
            cloud: region.cloud().title(),
            region: region.code(),
            country: region.country(),
            span: region.span,
        });
    aws.chain(gcp).chain(global)
}

pub(super) fn border(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let residency = &environment.residency;
    for place in places(environment) {
        let allowed = residency.allowed.iter().map(|country| &country.value);
        if !residency.allowed.is_empty() && !regimes::includes(allowed, place.country) {
            findings.push(not_allowed(&place, &residency.allowed));
            continue;
        }
        let abroad = residency
            .subjects
            .iter()
            .filter(|subjects| !regimes::is_european(subjects))
            .filter(|subjects| !regimes::is_home(subjects, place.country));
        for subjects in abroad {
            findings.extend(without_ground(
                &place,
                subjects,
                residency.transfer_basis.as_ref(),
            ));
        }
    }
}

fn not_allowed(place: &Place, allowed: &[Spanned<Country>]) -> Diagnostic {
    let codes: Vec<&str> = allowed.iter().map(|country| country.code()).collect();
    let mut finding = Diagnostic::new(&BORDER).at(place.span, place.text());
    if let Some(first) = allowed.first() {
        finding = finding.at_value(first, "the data may live here");
    }
    finding
        .because(format!(
            "`allowed` names {}, and the {} region is in {}",
            codes.join(", "),
            place.cloud,
            place.country
        ))
        .help(format!(
            "use a region of an allowed country, or add `{}` to `allowed`",
            place.country
        ))
}

fn without_ground(
    place: &Place,
    subjects: &Spanned<Country>,
    basis: Option<&Spanned<TransferBasis>>,
) -> Option<Diagnostic> {
    let law = regimes::of(subjects.code()).map(|regime| regime.law.as_str());
    let known = law.and_then(transfer_bases);
    let finding = Diagnostic::new(&BORDER).at(place.span, place.text());
    let whose = format!("data of persons in {}", regimes::name(subjects.code()));
    let law = law.unwrap_or("the law of its subjects");
    match basis {
        None => Some(
            finding
                .at_value(subjects, &whose)
                .because(format!(
                    "{whose} crosses a border, and no ground is declared"
                ))
                .help(format!(
                    "use a region in {}, or write `transfer-basis`: {}",
                    regimes::name(subjects.code()),
                    listed(known.unwrap_or(TransferBasis::ALL))
                )),
        ),
        Some(basis) if known.is_some_and(|known| !known.contains(&basis.value)) => Some(
            finding
                .at_value(basis, format!("`{basis}` is no ground of {law}"))
                .at_value(subjects, &whose)
                .because(format!("{law} knows other grounds"))
                .help(format!(
                    "write one of {}",
                    listed(known.unwrap_or_default())
                )),
        ),
        Some(_) => None,
    }
}

fn listed(bases: &[TransferBasis]) -> String {
    let words: Vec<String> = bases.iter().map(|basis| format!("`{basis}`")).collect();
    words.join(", ")
}

pub(super) fn stricter(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let residency = &environment.residency;
    let kept = residency
        .data
        .iter()
        .any(|class| sector_law(class.value).is_some());
    if residency.profile.value != ResidencyProfile::KoreaStrict || kept {
        return;
    }
    let mut finding = Diagnostic::new(&STRICTER_THAN_THE_LAW)
        .at_value(&residency.profile, "checked like `standard`");
    for class in &residency.data {
        finding = finding.at_value(class, format!("`{class}` may leave on a ground"));
    }
    findings
        .push(finding.because("no class of data is named that a Korean sector law keeps inside"));
}

pub(super) fn sector_data(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let residency = &environment.residency;
    for class in &residency.data {
        let Some(law) = sector_law(class.value) else {
            continue;
        };
        let kept_in = |code: &str| law.must_stay_in.iter().any(|it| it == code);
        let concerned = residency.subjects.is_empty()
            || residency
                .subjects
                .iter()
                .any(|subjects| kept_in(subjects.code()));
        if !concerned {
            continue;
        }
        for place in places(environment).filter(|place| !kept_in(place.country)) {
            findings.push(
                Diagnostic::new(&SECTOR_DATA)
                    .at(place.span, place.text())
                    .at_value(
                        class,
                        format!("must stay in {}", law.must_stay_in.join(", ")),
                    )
                    .because(law.law.clone()),
            );
        }
    }
}

pub(super) fn european_data(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let residency = &environment.residency;
    let mut subjects = residency.subjects.iter();
    let Some(subjects) = subjects.find(|country| regimes::is_european(country)) else {
        return;
    };
    let basis = residency.transfer_basis.as_ref();
    for place in places(environment) {
        let Some(complaint) = european_complaint(place.country, basis.map(|basis| basis.value))
        else {
            continue;
        };
        let finding = Diagnostic::new(&EUROPEAN_DATA)
            .at(place.span, place.text())
            .at_value(subjects, "European data");
        let finding = match basis {
            Some(basis) => finding.at_value(basis, format!("the ground is `{basis}`")),
            None => finding,
        };
        findings.push(finding.because(complaint));
    }
}

/// What stands against European data in a country, if anything does.
fn european_complaint(country: &str, basis: Option<TransferBasis>) -> Option<String> {
    let name = regimes::name(country);
    let adequacy = regimes::of(country).map_or(Adequacy::None, |regime| regime.adequacy);
    let known = transfer_bases("GDPR").unwrap_or_default();
    match (adequacy, basis) {
        (Adequacy::Member | Adequacy::Full, _) => None,
        (_, Some(basis)) if !known.contains(&basis) => Some(format!(
            "`{basis}` alone is no ground of Chapter V of the GDPR"
        )),
        (Adequacy::None, Some(TransferBasis::Adequacy)) => Some(format!(
            "the Commission has taken no adequacy decision on {name}"
        )),
        (_, Some(_)) => None,
        (Adequacy::Partial, None) => Some(format!(
            "the adequacy decision on {name} covers some organisations only"
        )),
        (Adequacy::None, None) => Some(format!(
            "there is no adequacy decision on {name}, and no other ground is declared"
        )),
    }
}
