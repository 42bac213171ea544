//! Both sides change the same balances, and messages make them equal: the rendered SQL on real servers, with
//! a courier that delivers in any order and more than once.

mod bridge;
mod courier;
mod functions;
mod reseed;

use std::collections::BTreeMap;
use std::path::Path;

use courier::Courier;
use mcgen::{Date, Estate};
use tempfile::TempDir;

use crate::application::Session;
use crate::cloud::{Cloud, administrator};
use crate::proxy::Proxy;
use crate::readme;
use crate::report;
use crate::server::{DATABASE, Server, Service};
use crate::shell::Shell;
use crate::tools::{Tools, skip_or_fail};

const APPLICATION: [&str; 2] = ["crm_app", "of-the-application"];
/// Accounts that every writer changes.
const ACCOUNTS: u64 = 5;
const SIDES: [Cloud; 2] = [Cloud::Aws, Cloud::Gcp];

fn render(out: &Path) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/active-active-application/environment.yaml");
    let text = std::fs::read_to_string(example).unwrap();
    let checked = Estate::from_text("environment.yaml", &text).check_on(Date::TABLES);
    let checked = checked.unwrap_or_else(|rejected| panic!("{rejected}"));
    let tree = checked.render().unwrap();
    tree.write_to(out.to_str().unwrap()).unwrap();
}

/// Two sides, set up as the README says.
struct Sites {
    shell: Shell,
    sections: BTreeMap<String, Vec<String>>,
    aws: Server,
    gcp: Server,
    tools: Tools,
    rendered: TempDir,
}

impl Sites {
    fn set_up(tools: &Tools) -> Self {
        let aws = Server::start(tools, Service::Rds);
        let gcp = Server::start(tools, Service::CloudSql);
        let links = BTreeMap::from([
            (Cloud::Aws, Proxy::to(aws.port)),
            (Cloud::Gcp, Proxy::to(gcp.port)),
        ]);
        let rendered = TempDir::new().unwrap();
        render(rendered.path());
        let folder = rendered.path().join("sql/production");
        let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
        let mut sites = Self {
            shell: administrator(tools, &folder, [&aws, &gcp], &links),
            sections: readme::commands(&readme),
            rendered,
            tools: tools.clone(),
            aws,
            gcp,
        };
        for cloud in SIDES {
            sites.server(cloud).read(include_str!("application.sql"));
        }
        sites.follow("Connections");
        sites.follow("Set up");
        // What can be run again changes nothing.
        sites.follow("Set up");
        for cloud in SIDES {
            sites.server(cloud).read(include_str!("functions.sql"));
        }
        sites
    }

    fn server(&self, cloud: Cloud) -> &Server {
        match cloud {
            Cloud::Aws => &self.aws,
            Cloud::Gcp => &self.gcp,
        }
    }

    /// Runs the commands of a section of the README; what they printed.
    #[track_caller]
    fn follow(&mut self, section: &str) -> String {
        let commands = self.sections[section].clone();
        let ran = commands.iter().map(|command| {
            let ran = self.shell.run(command);
            assert!(ran.succeeded, "{command}\n{}", ran.text);
            ran.text
        });
        ran.collect()
    }

    /// What the two sides have sent and not applied: what the README compares, which is nothing at the end.
    fn differences(&mut self) -> Vec<String> {
        let commands = self.sections["Compare"].clone();
        let mut differences = Vec::new();
        for command in commands {
            let ran = self.shell.run(&command);
            if command.starts_with("diff") {
                differences.extend(
                    ran.text
                        .lines()
                        .filter(|it| !it.is_empty())
                        .map(str::to_owned),
                );
            } else {
                ran.expect_success();
            }
        }
        differences
    }

    /// What the application is told on a side.
    fn ask(&self, cloud: Cloud, sql: &str) -> Result<String, String> {
        let [user, password] = APPLICATION;
        self.server(cloud).query(user, password, sql)
    }

    #[track_caller]
    fn told(&self, cloud: Cloud, sql: &str) -> String {
        self.ask(cloud, sql)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// A connection of the application.
    fn session(&self, cloud: Cloud) -> Session {
        let [user, password] = APPLICATION;
        let mut psql = self.tools.command("psql");
        psql.arg("-d")
            .arg(self.server(cloud).conninfo(user, DATABASE))
            .env("PGPASSWORD", password);
        Session::open(psql)
    }

    fn courier(&self, from: Cloud) -> Courier {
        Courier::new(self.session(from), self.session(from.other()))
    }

    /// Carries everything that waits, both ways.
    fn carry_all(&self) {
        for cloud in SIDES {
            self.courier(cloud).carry_all();
        }
    }

    fn balances(&self, cloud: Cloud) -> String {
        self.server(cloud)
            .read("SELECT string_agg(balance::text, ' ' ORDER BY id) FROM public.accounts")
    }
}

fn account(number: u64) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn sites() -> Option<Sites> {
    match Tools::find() {
        Ok(tools) => Some(Sites::set_up(&tools)),
        Err(reason) => {
            skip_or_fail(&reason);
            None
        }
    }
}

/// An application that adds to balances; the sums that it added, by account.
fn writer(mut session: Session, seed: u64) -> Vec<u64> {
    let mut sums = vec![0; usize::try_from(ACCOUNTS).unwrap()];
    let mut dice = courier::Dice(seed);
    for _ in 0..25 {
        let (number, amount) = (dice.below(ACCOUNTS), 1 + dice.below(9));
        let sql = format!("SELECT public.add('{}', {amount});", account(number));
        session.value(&sql).expect("the application is refused");
        sums[usize::try_from(number).unwrap()] += amount;
    }
    sums
}

#[test]
fn messages_keep_balances_that_both_sides_change() {
    let Some(mut sites) = sites() else { return };
    let writers = [
        (1, Cloud::Aws),
        (2, Cloud::Aws),
        (3, Cloud::Gcp),
        (4, Cloud::Gcp),
    ];
    let writers = writers.map(|(seed, cloud)| {
        let session = sites.session(cloud);
        std::thread::spawn(move || writer(session, seed))
    });
    // Two couriers of each side take from one outbox while it is written to.
    let couriers = [Cloud::Aws, Cloud::Aws, Cloud::Gcp, Cloud::Gcp].map(|from| {
        let mut courier = sites.courier(from);
        std::thread::spawn(move || {
            for _ in 0..15 {
                courier.carry();
            }
            courier
        })
    });
    let mut sums = vec![100; usize::try_from(ACCOUNTS).unwrap()];
    for writer in writers {
        for (sum, added) in sums.iter_mut().zip(writer.join().unwrap()) {
            *sum += added;
        }
    }
    let mut couriers = couriers.map(|it| it.join().unwrap());
    let early: u64 = couriers.iter().map(|it| it.early).sum();
    courier::carry_all(&mut couriers);
    let expected = sums
        .iter()
        .map(u64::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(sites.balances(Cloud::Aws), expected);
    assert_eq!(sites.balances(Cloud::Gcp), expected);
    assert_eq!(sites.differences(), [""; 0]);
    report(&format!(
        "messages: 100 changes of {ACCOUNTS} balances, {early} came early"
    ));

    // Messages that were lost on the way: the README finds them and brings them back, once.
    sites.told(
        Cloud::Aws,
        &format!("SELECT public.add('{}', 7)", account(0)),
    );
    sites.told(
        Cloud::Aws,
        "SELECT mcgen.mark_sent(array_agg(id)) FROM mcgen.take_batch(9)",
    );
    sites.told(
        Cloud::Aws,
        &format!("SELECT public.add('{}', 8)", account(0)),
    );
    let differences = sites.differences();
    assert!(
        differences.iter().any(|it| it.starts_with("< account/")),
        "{differences:?}"
    );
    sites.follow("Replay from AWS");
    sites.carry_all();
    assert_eq!(sites.differences(), [""; 0]);
    assert_eq!(sites.balances(Cloud::Gcp), sites.balances(Cloud::Aws));
    sites.follow("Replay from Google Cloud");
    sites.carry_all();
    assert_eq!(sites.balances(Cloud::Gcp), sites.balances(Cloud::Aws));
    sites.follow("Health");
}
