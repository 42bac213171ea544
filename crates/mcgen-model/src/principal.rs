use std::fmt;

use crate::{Fault, Scalar};

/// What a [`Principal`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalKind {
    /// A person.
    User,
    /// A workload.
    ServiceAccount,
    /// A group of both, managed in Cloud Identity.
    Group,
}

impl PrincipalKind {
    const ALL: [Self; 3] = [Self::User, Self::ServiceAccount, Self::Group];

    /// The prefix of a member in a policy of Google Cloud IAM.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::ServiceAccount => "serviceAccount",
            Self::Group => "group",
        }
    }

    /// What people call it.
    fn noun(self) -> &'static str {
        match self {
            Self::User => "person",
            Self::ServiceAccount => "service account",
            Self::Group => "group",
        }
    }
}

/// The domain of every service account.
const SERVICE_ACCOUNTS: &str = ".gserviceaccount.com";

/// Somebody whom Google Cloud IAM knows, written as in a policy: `serviceAccount:app@crm-prod.iam.gserviceaccount.com`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Principal {
    kind: PrincipalKind,
    email: String,
}

impl Principal {
    /// What it is.
    pub fn kind(&self) -> PrincipalKind {
        self.kind
    }

    /// The e-mail address, in lower case.
    pub fn email(&self) -> &str {
        &self.email
    }

    fn reads_as_service_account(email: &str) -> bool {
        email.ends_with(SERVICE_ACCOUNTS)
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.email)
    }
}

fn is_email(text: &str) -> bool {
    let legal = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"-._+'%".contains(&it))
    };
    text.split_once('@')
        .is_some_and(|(name, domain)| legal(name) && legal(domain) && domain.contains('.'))
}

impl Scalar for Principal {
    const EXPECTED: &'static str = "a principal such as `user:ann@example.com`, `group:dba@example.com` or `serviceAccount:app@crm-prod.iam.gserviceaccount.com`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let fault = || Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        let Some((prefix, email)) = text.split_once(':') else {
            let plain = text.to_ascii_lowercase();
            return Err(match text {
                _ if !is_email(text) => fault(),
                _ if Self::reads_as_service_account(&plain) => {
                    fault().help(format!("write `serviceAccount:{plain}`"))
                }
                _ => fault().help(format!(
                    "write `user:{plain}` for a person, or `group:{plain}`"
                )),
            });
        };
        let kind = PrincipalKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == prefix);
        let Some(kind) = kind.filter(|_| is_email(email)) else {
            return Err(fault());
        };
        let principal = Self {
            kind,
            email: email.to_ascii_lowercase(),
        };
        let service_account = Self::reads_as_service_account(email);
        if service_account != (kind == PrincipalKind::ServiceAccount) {
            let help = if service_account {
                format!("write `serviceAccount:{email}`")
            } else {
                format!(
                    "write `user:{email}`; the address of a service account ends in `{SERVICE_ACCOUNTS}`"
                )
            };
            return Err(Fault::new(format!("`{email}` is no {}", kind.noun())).help(help));
        }
        if principal.email != email {
            let help = format!("write `{principal}`");
            return Err(Fault {
                recovered: Some(principal),
                ..Fault::new("Cloud SQL knows an address in lower case only").help(help)
            });
        }
        Ok(principal)
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^(user|group|serviceAccount):[a-z0-9._+'%-]+@[a-z0-9.-]+$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_principal_prints_as_it_was_written() {
        for text in [
            "user:ann@example.com",
            "group:dba@example.com",
            "serviceAccount:app@crm-prod.iam.gserviceaccount.com",
        ] {
            assert_eq!(Principal::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_fault_says_what_to_write_instead() {
        let faults = [
            (
                "Ann@example.com",
                "write `user:ann@example.com` for a person, or `group:ann@example.com`",
            ),
            (
                "app@p.iam.gserviceaccount.com",
                "write `serviceAccount:app@p.iam.gserviceaccount.com`",
            ),
            (
                "user:app@p.iam.gserviceaccount.com",
                "write `serviceAccount:app@p.iam.gserviceaccount.com`",
            ),
            (
                "serviceAccount:ann@example.com",
                "write `user:ann@example.com`; the address of a service account ends in `.gserviceaccount.com`",
            ),
            ("user:Ann@Example.com", "write `user:ann@example.com`"),
        ];
        for (text, help) in faults {
            assert_eq!(
                Principal::parse(text).unwrap_err().help.as_deref(),
                Some(help),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "user:",
            "user:ann",
            "user:@example.com",
            "robot:a@b.c",
            "user:a b@example.com",
            "allUsers",
        ] {
            assert!(Principal::parse(text).is_err(), "{text}");
        }
    }
}
