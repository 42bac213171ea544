//! What the simulated providers say to Terraform, which prints it with the line of the place.

use crate::place::Place;
use crate::wire::{Diagnostic, Severity};

/// An error at a place of the configuration.
pub(crate) fn error_at(place: &Place, summary: impl Into<String>, detail: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error.into(),
        summary: summary.into(),
        detail,
        attribute: place.to_wire(),
    }
}

/// A warning at a place of the configuration.
pub(crate) fn warning_at(place: &Place, summary: impl Into<String>, detail: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning.into(),
        ..error_at(place, summary, detail)
    }
}

/// An error of an operation.
pub(crate) fn error(summary: impl Into<String>, detail: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error.into(),
        summary: summary.into(),
        detail,
        attribute: None,
    }
}
