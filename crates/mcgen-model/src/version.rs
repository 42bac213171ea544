use std::fmt;

use crate::{Fault, Scalar};

/// The version of a database or cache engine: one to three numbers, `17`, `17.6` or `8.0.42`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EngineVersion(Vec<u32>);

impl EngineVersion {
    /// The numbers of the version.
    pub fn numbers(&self) -> &[u32] {
        &self.0
    }

    /// The first number.
    pub fn major(&self) -> u32 {
        self.0.first().copied().unwrap_or_default()
    }

    /// The first `count` numbers, as text: `8.0` of `8.0.42`.
    pub fn prefix(&self, count: usize) -> String {
        self.0
            .iter()
            .take(count)
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(".")
    }
}

impl fmt::Display for EngineVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.prefix(self.0.len()))
    }
}

impl Scalar for EngineVersion {
    const EXPECTED: &'static str = "a version such as `17` or `17.6`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let numbers: Result<Vec<u32>, _> = text.split('.').map(str::parse).collect();
        match numbers {
            Ok(numbers) if numbers.len() <= 3 && !text.contains('+') && !text.starts_with("00") => {
                Ok(Self(numbers))
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^\d+(\.\d+){0,2}$")
    }
}
