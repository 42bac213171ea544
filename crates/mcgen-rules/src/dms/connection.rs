//! How DMS connects to the two databases.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{DmsTls, Engine};
use mcgen_spec::refused::dms::{CERTIFICATE, SSL_MODE};

use super::Subject;
use super::sources::SSL;

pub(super) static PLAIN_TEXT: Rule = Rule {
    code: "DMS-013",
    slug: "dms-plain-text",
    severity: Severity::Error,
    summary: "the databases would be reached in plain text",
    fix: "leave `tls` out",
    explain: "RDS for PostgreSQL refuses connections without TLS from version 15 on, and every instance \
of mcgen does unless the file says otherwise; Cloud SQL with `encrypted-only` does too. An endpoint with \
`ssl_mode = none` then fails at its first connection, and where it does not fail, every changed row \
crosses the networks readable. The tunnels of the link encrypt only the way between the clouds.",
    sources: &[SSL],
    waivable: false,
};

pub(super) fn plain_text(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let tls = &subject.dms().tls;
    if tls.value == DmsTls::None {
        findings.push(
            Diagnostic::new(&PLAIN_TEXT)
                .at_value(tls, "rows and passwords in plain text")
                .help("write `tls: verify`, which is the default"),
        );
    }
}

pub(super) fn mode_of_engine(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let tls = &subject.dms().tls;
    if tls.value == DmsTls::Require && subject.route.engine == Engine::Mysql {
        findings.push(
            Diagnostic::new(&SSL_MODE)
                .at_value(tls, "PostgreSQL only")
                .because("an endpoint of MySQL takes `none`, `verify-ca` or `verify-full`")
                .help("write `tls: verify`, which is the default"),
        );
    }
}

pub(super) fn certificate(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let route = &subject.route;
    let dms = subject.dms();
    if dms.tls.value != DmsTls::Verify {
        return;
    }
    if let Some(given) = &dms.aws_certificate
        && !given
            .trim_start()
            .starts_with("-----BEGIN CERTIFICATE-----")
    {
        findings.push(
            Diagnostic::new(&CERTIFICATE)
                .at_value(given, "no certificate in PEM")
                .because("a certificate in PEM begins with `-----BEGIN CERTIFICATE-----`")
                .help("write the text of the bundle of the region, after `aws-certificate: |`"),
        );
        return;
    }
    let Some(database) = &route.aws.database else {
        return;
    };
    if route.aws_certificate().is_none() {
        findings.push(
            Diagnostic::new(&CERTIFICATE)
                .at_value(&route.aws.region, "a region without a certificate")
                .at_value(&dms.tls, "asks for one")
                .because(format!(
                    "mcgen has no certificate of `{}` in {}",
                    database.ca.value,
                    route.aws.region.code()
                ))
                .help(format!(
                    "write what stands at https://truststore.pki.rds.amazonaws.com/{0}/{0}-bundle.pem as `aws-certificate`",
                    route.aws.region.code()
                )),
        );
    }
}
