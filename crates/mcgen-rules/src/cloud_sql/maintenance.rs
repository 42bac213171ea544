//! When Google may change the instance.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::Environment;
use mcgen_spec::refused::cloud_sql::MAINTENANCE_WINDOW;

use super::database;
use crate::Context;

pub(super) fn window(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let day = &database.maintenance_day;
    if !(1..=7).contains(&day.value) {
        findings.push(
            Diagnostic::new(&MAINTENANCE_WINDOW)
                .at_value(day, format!("there is no day {}", day.value))
                .because("days are counted from 1 (Monday) to 7 (Sunday)")
                .help("write `day: 7` for Sunday"),
        );
    }
    let hour = &database.maintenance_hour;
    if hour.value > 23 {
        findings.push(
            Diagnostic::new(&MAINTENANCE_WINDOW)
                .at_value(hour, format!("there is no hour {}", hour.value))
                .because("hours are counted from 0 to 23 in UTC")
                .help(format!("write `hour: {}`", hour.value % 24)),
        );
    }
}
