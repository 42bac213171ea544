use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use super::pair::Pair;
use crate::application::Session;
use crate::cloud::Cloud;

/// Rows that every writer changes all the time.
pub(super) const HOT: u64 = 30;

/// What writers did.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) statements: u64,
    pub(super) refused: u64,
    pub(super) last_refusal: Option<String>,
}

/// Two writers on each side.
pub(super) struct Load {
    stopped: Arc<AtomicBool>,
    writers: Vec<JoinHandle<Written>>,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// The id of a hot row.
pub(super) fn hot(number: u64) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

impl Load {
    /// Everything that an application does, on hot rows and on others.
    pub(super) fn start(pair: &Pair, seed: u64) -> Self {
        Self::run(pair, seed, statement)
    }

    pub(super) fn updates_of_hot_rows(pair: &Pair) -> Self {
        Self::run(pair, 1, update)
    }

    fn run(pair: &Pair, seed: u64, statement: fn(&mut Dice) -> String) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let writers = [Cloud::Aws, Cloud::Aws, Cloud::Gcp, Cloud::Gcp];
        let writers = (0u64..).zip(writers).map(|(number, cloud)| {
            let session = pair.session(cloud);
            let stopped = Arc::clone(&stopped);
            let dice = Dice(seed * 100 + number + 1);
            std::thread::spawn(move || write(session, dice, &stopped, statement))
        });
        let writers = writers.collect();
        Self { stopped, writers }
    }

    pub(super) fn stop(self) -> Written {
        self.stopped.store(true, Ordering::SeqCst);
        let mut all = Written::default();
        for writer in self.writers {
            let written = writer.join().unwrap();
            all.statements += written.statements;
            all.refused += written.refused;
            all.last_refusal = written.last_refusal.or(all.last_refusal);
        }
        all
    }
}

fn write(
    mut session: Session,
    mut dice: Dice,
    stopped: &AtomicBool,
    statement: fn(&mut Dice) -> String,
) -> Written {
    let mut written = Written::default();
    while !stopped.load(Ordering::SeqCst) {
        let sql = statement(&mut dice);
        // What is refused is told by a value, so that the session goes on.
        let tried = format!("SELECT public.tried($sql${sql}$sql$);");
        match session.value(&tried).unwrap().as_str() {
            "" => written.statements += 1,
            refusal => {
                written.refused += 1;
                written.last_refusal = Some(format!("{sql}: {refusal}"));
            }
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    written
}

fn update(dice: &mut Dice) -> String {
    format!(
        "UPDATE public.contacts SET name = 'name {}', visits = visits + 1 WHERE id = '{}'",
        dice.below(1_000_000),
        hot(dice.below(HOT))
    )
}

fn statement(dice: &mut Dice) -> String {
    let row = hot(dice.below(HOT));
    let value = dice.below(1_000_000);
    let label = dice.below(10);
    match dice.below(20) {
        0..6 => update(dice),
        // Large values stay outside of their row, and are not sent unless something sees to it.
        6..8 => format!(
            "UPDATE public.contacts SET photo = (SELECT string_agg(md5((g + {value})::text), '') FROM generate_series(1, 120) g) WHERE id = '{row}'"
        ),
        8..10 => format!("DELETE FROM public.contacts WHERE id = '{row}'"),
        10..12 => format!(
            "INSERT INTO public.contacts (id, name) VALUES ('{row}', 'again {value}') ON CONFLICT DO NOTHING"
        ),
        12 => format!("INSERT INTO public.contacts (name) VALUES ('new {value}')"),
        13..16 => format!(
            "INSERT INTO public.labels (name, colour) VALUES ('label {label}', 'colour {value}') \
             ON CONFLICT (name) DO UPDATE SET colour = excluded.colour"
        ),
        16 => format!("DELETE FROM public.labels_live WHERE name = 'label {label}'"),
        17 => format!("INSERT INTO public.notes (what) VALUES ('note {value}')"),
        18 => format!(
            "UPDATE public.notes SET what = 'changed {value}' WHERE id = {}",
            1 + dice.below(HOT)
        ),
        // Several rows at once, in another order each time.
        _ => format!(
            "UPDATE public.contacts SET name = 'many {value}' WHERE id IN ('{row}', '{}', '{}')",
            hot(dice.below(HOT)),
            hot(dice.below(HOT))
        ),
    }
}
