//! RDS Proxy.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::catalog::rds_limits;
use mcgen_spec::refused::rds::PROXY;

use super::{Also, Subject};

pub(super) fn settings(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let Some(proxy) = &database.proxy else { return };
    let limits = rds_limits::proxy();
    let (least, most) = limits.connections_percent;
    let (share, idle) = (
        &proxy.max_connections_percent,
        &proxy.max_idle_connections_percent,
    );
    if !(least..=most).contains(&share.value) {
        findings.push(
            Diagnostic::new(&PROXY)
                .at_value(share, format!("not from {least} to {most} percent"))
                .help(format!(
                    "write `max-connections-percent: {}`",
                    share.value.clamp(least, most)
                )),
        );
    } else if idle.value > share.value {
        findings.push(
            Diagnostic::new(&PROXY)
                .at_value(idle, format!("{idle} percent may stay open"))
                .also(share, format!("of {share} percent that may be opened"))
                .help(format!(
                    "write `max-idle-connections-percent: {}`",
                    share.value / 2
                )),
        );
    }
    let timeout = &proxy.borrow_timeout_seconds;
    if timeout.value > limits.borrow_timeout_seconds_max {
        findings.push(
            Diagnostic::new(&PROXY)
                .at_value(timeout, format!("{timeout} seconds"))
                .because(format!(
                    "a client waits at most {} seconds for a connection",
                    limits.borrow_timeout_seconds_max
                ))
                .help(format!(
                    "write `borrow-timeout-seconds: {}`",
                    limits.borrow_timeout_seconds_max
                )),
        );
    }
    if database.iam_auth.value && !database.require_tls.value {
        findings.push(
            Diagnostic::new(&PROXY)
                .at_value(&database.require_tls, "the proxy would take plain text")
                .also(&database.iam_auth, "but IAM logins need TLS")
                .at(proxy.span, "through this proxy")
                .help("remove `require-tls: false`"),
        );
    }
}
