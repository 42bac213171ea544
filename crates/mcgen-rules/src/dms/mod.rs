//! AWS DMS between a primary and its replica.

mod connection;
mod instance;
mod lob;
mod reach;
mod source;
mod sources;
mod task;
#[cfg(test)]
mod tests;

use mcgen_diagnostics::Diagnostics;
use mcgen_model::{Date, DmsReplication, DmsRoute, Environment, dms};
use mcgen_spec::refused::dms as refused;

use crate::{Check, Context};

/// What a rule of this family looks at.
struct Subject<'a> {
    environment: &'a Environment,
    route: DmsRoute<'a>,
    today: Date,
}

impl Subject<'_> {
    fn dms(&self) -> &DmsReplication {
        self.route.dms
    }
}

fn over_route(
    environment: &Environment,
    context: &Context,
    findings: &mut Diagnostics,
    run: fn(&Subject<'_>, &mut Diagnostics),
) {
    if let Some(route) = dms::route(environment) {
        let subject = Subject {
            environment,
            route,
            today: context.today,
        };
        run(&subject, findings);
    }
}

macro_rules! checks {
    ($($rule:path => $run:path;)+) => {
        pub(crate) static CHECKS: &[Check] = &[
            Check {
                rule: &reach::NO_PAIR,
                run: reach::pair,
            },
            $(Check {
                rule: &$rule,
                run: |environment, context, findings| {
                    over_route(environment, context, findings, $run);
                },
            }),+
        ];
    };
}

checks! {
    refused::DROP_AND_CREATE => task::preparation;
    task::NO_COPY => task::without_copy;
    refused::LOB_SIZE => lob::cut;
    lob::LARGE_PIECES => lob::large_pieces;
    refused::SSL_MODE => connection::mode_of_engine;
    refused::CERTIFICATE => connection::certificate;
    connection::PLAIN_TEXT => connection::plain_text;
    reach::ONE_ZONE => reach::zones;
    instance::CLASS => instance::class;
    instance::VERSION => instance::version;
    task::NO_HEARTBEAT => task::heartbeat;
    task::PLUGIN => task::plugin;
    task::NO_VALIDATION => task::validation;
    lob::BATCHES => lob::batches;
    refused::MAPPINGS => task::twice;
    reach::NO_WAY => reach::way;
    task::NUMBERS => task::numbers;
    reach::NO_SECRETS => reach::secrets;
    source::SENDER_TIMEOUT => source::sender_timeout;
    source::IDLE_TIMEOUT => source::idle_timeout;
    source::BINARY_LOG => source::binary_log;
    source::GTIDS => source::gtids;
}
