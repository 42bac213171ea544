//! Both sides write at the same time, and Bucardo makes them equal: the rendered SQL and the rendered commands
//! of the replicator on real servers, with what Debian calls `bucardo` and `postgresql-plperl`.
//!
//! Where they are not installed the test says so and passes; with `MCGEN_REQUIRE_TOOLS=1` it fails instead,
//! unless `MCGEN_BUCARDO=none` says that they cannot be had.

mod gate;
mod machine;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use machine::Machine;
use mcgen::{Date, Estate};
use tempfile::TempDir;

use crate::application::Session;
use crate::cloud::{Cloud, administrator};
use crate::proxy::Proxy;
use crate::readme;
use crate::report;
use crate::server::{DATABASE, Server, Service};
use crate::shell::Shell;
use crate::tools::{Tools, run, skip_or_fail};

const APPLICATION: [&str; 2] = ["crm_app", "of-the-application"];
/// No character of a generated password means anything to a shell or to a file of passwords.
const PASSWORD: &str = "of-the-replicator";
/// Rows that every writer changes all the time.
const HOT: u64 = 30;
const SIDES: [Cloud; 2] = [Cloud::Aws, Cloud::Gcp];

/// What the test runs with, or what is missing.
fn find() -> Result<Tools, String> {
    let tools = Tools::find()?;
    let found = Command::new("bucardo").arg("--version").output();
    found.map_err(|_| "there is no bucardo (Debian: bucardo)")?;
    let shared = run(tools.command("pg_config").arg("--sharedir"))?;
    let shared = String::from_utf8(shared.stdout).map_err(|error| error.to_string())?;
    let perl = Path::new(shared.trim()).join("extension/plperlu.control");
    if !perl.is_file() {
        return Err(format!(
            "there is no {} (Debian: postgresql-plperl-15)",
            perl.display()
        ));
    }
    Ok(tools)
}

fn render(out: &Path) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/active-active-bucardo/environment.yaml");
    let text = std::fs::read_to_string(example).unwrap();
    let checked = Estate::from_text("environment.yaml", &text).check_on(Date::TABLES);
    let checked = checked.unwrap_or_else(|rejected| panic!("{rejected}"));
    checked
        .render()
        .unwrap()
        .write_to(out.to_str().unwrap())
        .unwrap();
}

/// Two sides, and the machine between them.
struct Sites {
    machine: Machine,
    shell: Shell,
    sections: BTreeMap<String, Vec<String>>,
    aws: Server,
    gcp: Server,
    /// The way from the machine to each side.
    links: BTreeMap<Cloud, Proxy>,
    tools: Tools,
    _control: Server,
    _rendered: TempDir,
}

impl Sites {
    /// The tables on both sides and rows on AWS; nothing is set up yet.
    fn start(tools: &Tools) -> Self {
        let aws = Server::start(tools, Service::Rds);
        let gcp = Server::start(tools, Service::CloudSql);
        let control = Server::start(tools, Service::Rds);
        let links = BTreeMap::from([
            (Cloud::Aws, Proxy::to(aws.port)),
            (Cloud::Gcp, Proxy::to(gcp.port)),
        ]);
        let rendered = TempDir::new().unwrap();
        render(rendered.path());
        let folder = rendered.path().join("sql/production");
        let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
        let mut shell = administrator(tools, &folder, [&aws, &gcp], &links);
        shell
            .run(&format!("export REPLICATION_PASSWORD={PASSWORD}"))
            .expect_success();
        let machine = Machine::new(
            tools,
            &control,
            SIDES.map(|cloud| (cloud, links[&cloud].port)),
            ["crm_replication", PASSWORD],
            &rendered
                .path()
                .join("environments/replicator/production/replicator.sh"),
        );
        for server in [&aws, &gcp] {
            server.read(include_str!("application.sql"));
        }
        aws.read(&format!(
            "INSERT INTO public.contacts (id, name) \
               SELECT ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, 'contact ' || g FROM generate_series(0, {}) g; \
             INSERT INTO public.notes (what) SELECT 'note ' || g FROM generate_series(1, 500) g",
            HOT - 1
        ));
        let mut sites = Self {
            sections: readme::commands(&readme),
            _control: control,
            _rendered: rendered,
            tools: tools.clone(),
            machine,
            shell,
            aws,
            gcp,
            links,
        };
        let commands = sites.sections["Connections"].clone();
        sites.follow(&commands);
        sites
    }

    /// The same, set up as the README says.
    fn set_up(tools: &Tools) -> Self {
        let mut sites = Self::start(tools);
        let commands = sites.sections["Set up, with the rows on aws"].clone();
        let copy = commands
            .iter()
            .position(|it| it.contains("--data-only"))
            .unwrap();
        let (before, copy) = commands.split_at(copy);
        // The tables are on both sides already.
        let before: Vec<String> = before
            .iter()
            .filter(|it| !it.contains("-f schema.sql"))
            .cloned()
            .collect();
        sites.follow(&before);
        let began = Instant::now();
        sites.machine.do_it("setup");
        report(&format!(
            "bucardo: triggers and control database in {:?}",
            began.elapsed()
        ));
        // What is written before and after the copy is noted.
        sites.write(
            Cloud::Aws,
            "UPDATE public.contacts SET name = 'before the copy' WHERE visits = 0",
        );
        sites.follow(copy);
        sites.write(
            Cloud::Aws,
            "INSERT INTO public.notes (what) VALUES ('after the copy')",
        );
        sites.machine.do_it("start");
        sites.wait_until_equal();
        sites
    }

    fn server(&self, cloud: Cloud) -> &Server {
        match cloud {
            Cloud::Aws => &self.aws,
            Cloud::Gcp => &self.gcp,
        }
    }

    #[track_caller]
    fn follow(&mut self, commands: &[String]) {
        for command in commands {
            let server = if command.starts_with("on_aws") {
                &self.aws
            } else {
                &self.gcp
            };
            let shell = &mut self.shell;
            // The grant is one that only the services let their administrators make, if they do.
            let ran = if command.contains("02-role.sql") {
                server.patched(|| shell.run(command))
            } else {
                shell.run(command)
            };
            assert!(ran.succeeded, "{command}\n{}\n{}", ran.text, server.log());
        }
    }

    #[track_caller]
    fn write(&self, cloud: Cloud, sql: &str) -> String {
        let [user, password] = APPLICATION;
        self.server(cloud)
            .query(user, password, sql)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Every row of a side, in a fixed order.
    fn rows(&self, cloud: Cloud) -> String {
        self.server(cloud).read(
            "SELECT coalesce(string_agg(r, E'\\n' ORDER BY r), '') FROM \
               (SELECT to_jsonb(c)::text AS r FROM public.contacts c UNION ALL SELECT to_jsonb(n)::text FROM public.notes n) rows",
        )
    }

    /// How long it takes until both sides hold the same rows.
    #[track_caller]
    fn wait_until_equal(&mut self) -> Duration {
        let began = Instant::now();
        while self.rows(Cloud::Aws) != self.rows(Cloud::Gcp) || self.machine.number("waiting") != 0
        {
            if began.elapsed() > Duration::from_mins(1) {
                let status = self.machine.run("status").text;
                panic!(
                    "{status}\n{}\n{}\n{}",
                    self.machine.log(),
                    self.aws.log(),
                    self.gcp.log()
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        began.elapsed()
    }

    fn part(&self, is_parted: bool) {
        for link in self.links.values() {
            if is_parted {
                link.cut();
            } else {
                link.recover();
            }
        }
    }

    /// Two writers on each side.
    fn load(&self) -> Load {
        let stopped = Arc::new(AtomicBool::new(false));
        let writers = [Cloud::Aws, Cloud::Aws, Cloud::Gcp, Cloud::Gcp];
        let writers = (1_u64..).zip(writers).map(|(seed, cloud)| {
            let [user, password] = APPLICATION;
            let mut psql = self.tools.command("psql");
            psql.arg("-d")
                .arg(self.server(cloud).conninfo(user, DATABASE))
                .env("PGPASSWORD", password);
            let (session, stopped) = (Session::open(psql), Arc::clone(&stopped));
            std::thread::spawn(move || writer(session, seed, &stopped))
        });
        let writers = writers.collect();
        Load { stopped, writers }
    }
}

struct Load {
    stopped: Arc<AtomicBool>,
    writers: Vec<JoinHandle<u64>>,
}

impl Load {
    /// Ends it, and tells how many statements were written.
    fn stop(self) -> u64 {
        self.stopped.store(true, Ordering::SeqCst);
        self.writers.into_iter().map(|it| it.join().unwrap()).sum()
    }
}

/// An application: most of its statements meet rows that the others change too.
fn writer(mut session: Session, seed: u64, stopped: &AtomicBool) -> u64 {
    let (mut dice, mut written) = (seed, 0);
    while !stopped.load(Ordering::SeqCst) {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (what, row) = ((dice >> 40) % 8, (dice >> 33) % HOT);
        let row = format!("00000000-0000-4000-8000-{row:012}");
        let sql = match what {
            0..4 => format!(
                "UPDATE public.contacts SET name = 'name {dice}', visits = visits + 1 WHERE id = '{row}';"
            ),
            4 => format!("DELETE FROM public.contacts WHERE id = '{row}';"),
            5 => format!(
                "INSERT INTO public.contacts (id, name) VALUES ('{row}', 'again {dice}') ON CONFLICT DO NOTHING;"
            ),
            6 => format!("INSERT INTO public.contacts (name) VALUES ('new {dice}');"),
            _ => format!("INSERT INTO public.notes (what) VALUES ('note {dice}');"),
        };
        session
            .value(&sql)
            .expect("an application is never refused");
        written += 1;
        std::thread::sleep(Duration::from_millis(3));
    }
    written
}

fn sites(start: fn(&Tools) -> Sites) -> Option<Sites> {
    if std::env::var_os("MCGEN_BUCARDO").is_some_and(|it| it == "none") {
        report("skipped: Bucardo cannot be had here");
        return None;
    }
    match find() {
        Ok(tools) => Some(start(&tools)),
        Err(reason) => {
            skip_or_fail(&reason);
            None
        }
    }
}

#[test]
fn bucardo_makes_two_sides_that_write_equal() {
    let Some(mut sites) = sites(Sites::set_up) else {
        return;
    };
    // One row on an idle link.
    let mut lags = Vec::new();
    for number in 0..5 {
        let began = Instant::now();
        sites.write(
            Cloud::Gcp,
            &format!("INSERT INTO public.notes (what) VALUES ('mark {number}')"),
        );
        let seen = format!("SELECT count(*) FROM public.notes WHERE what = 'mark {number}'");
        while sites.aws.read(&seen) != "1" {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "{}",
                sites.machine.log()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        lags.push(began.elapsed());
    }
    lags.sort();
    report(&format!(
        "bucardo: lag of one row {:?} (median of 5)",
        lags[2]
    ));

    // Each side gives out numbers of its own.
    assert_eq!(
        sites
            .aws
            .read("SELECT count(*) FROM public.notes WHERE what LIKE 'mark%' AND id % 2 = 1"),
        "0"
    );

    let load = sites.load();
    std::thread::sleep(Duration::from_secs(3));
    let written = load.stop();
    let settled = sites.wait_until_equal();
    let conflicts = sites.machine.number("conflicts");
    report(&format!(
        "bucardo: {written} statements, equal after {settled:?}, {conflicts} conflicts"
    ));

    // A partition: both sides go on, and the daemon finds its way back.
    let load = sites.load();
    std::thread::sleep(Duration::from_millis(500));
    sites.part(true);
    std::thread::sleep(Duration::from_secs(3));
    sites.part(false);
    std::thread::sleep(Duration::from_millis(500));
    let written = load.stop();
    let settled = sites.wait_until_equal();
    let conflicts = sites.machine.number("conflicts") - conflicts;
    report(&format!(
        "bucardo: {written} statements with a partition of 3 s, equal after {settled:?}, {conflicts} conflicts more"
    ));
    sites.machine.do_it("compare");
    sites.machine.do_it("status");
}

#[test]
fn a_replicator_that_is_lost_is_made_again_and_nothing_with_it() {
    let Some(mut sites) = sites(Sites::set_up) else {
        return;
    };
    sites.machine.do_it("stop");
    let first = "00000000-0000-4000-8000-000000000000";
    let second = "00000000-0000-4000-8000-000000000001";
    sites.write(
        Cloud::Aws,
        &format!(
            "UPDATE public.contacts SET name = 'from aws' WHERE id IN ('{first}', '{second}')"
        ),
    );
    std::thread::sleep(Duration::from_millis(20));
    sites.write(
        Cloud::Gcp,
        &format!("UPDATE public.contacts SET name = 'from gcp' WHERE id = '{first}'"),
    );
    sites.write(
        Cloud::Gcp,
        &format!(
            "DELETE FROM public.contacts WHERE id = '{}'",
            first.replace("0000000000", "0000000002")
        ),
    );
    assert!(sites.machine.number("waiting") >= 3);
    sites
        .machine
        .run("status")
        .expect_refusal("the daemon does not run");

    // The set-up drops the database of Bucardo, as a new machine has none.
    sites.machine.do_it("setup");
    sites.machine.do_it("start");
    sites.wait_until_equal();
    let name = |id: &str| {
        sites.aws.read(&format!(
            "SELECT name FROM public.contacts WHERE id = '{id}'"
        ))
    };
    assert_eq!(
        name(first),
        "from gcp",
        "the side that wrote the table last wins"
    );
    assert_eq!(
        name(second),
        "from aws",
        "a row without a conflict is copied"
    );
}

#[test]
fn bucardo_is_not_set_up_where_it_could_not_work() {
    let Some(mut sites) = sites(Sites::start) else {
        return;
    };
    sites
        .machine
        .run("setup")
        .expect_refusal("run 02-role.sql there");
    let roles = [
        "on_aws -f 02-role.sql".to_owned(),
        "on_gcp -f 02-role.sql".to_owned(),
    ];
    // Without what only a service can grant, the file says so.
    let refused = sites.shell.run(&roles[0]);
    refused.expect_refusal("may not grant what the replicator needs");
    sites.follow(&roles);
    sites
        .machine
        .run("setup")
        .expect_refusal("aws: there is no mcgen.marks: run 04-gate.sql there");
    sites.follow(&["on_aws -f 04-gate.sql", "on_gcp -f 04-gate.sql"].map(str::to_owned));
    sites
        .gcp
        .read("ALTER TABLE public.notes DROP CONSTRAINT notes_pkey");
    sites
        .machine
        .run("setup")
        .expect_refusal("gcp: public.notes is not there, or has no primary key");
    sites
        .gcp
        .read("ALTER TABLE public.notes ADD PRIMARY KEY (id)");
    sites.aws.read(
        "ALTER TABLE public.contacts ADD initial text GENERATED ALWAYS AS (left(name, 1)) STORED",
    );
    sites
        .machine
        .run("setup")
        .expect_refusal("aws: public.contacts has a generated column");
}

#[test]
fn two_sides_that_are_dismantled_go_on_alone() {
    let Some(mut sites) = sites(Sites::set_up) else {
        return;
    };
    sites.machine.do_it("stop");
    sites
        .shell
        .run("on_aws -f 40-dismantle.sql")
        .expect_refusal("INDEPENDENT is \"\"");
    let commands = sites.sections["Dismantle"].clone();
    for command in &commands {
        sites.shell.run(command).expect_success();
    }
    for cloud in SIDES {
        let left = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'bucardo%'";
        assert_eq!(sites.server(cloud).read(left), "0");
        sites.write(cloud, "INSERT INTO public.notes (what) VALUES ('alone')");
        // However long nobody asked: there is no other side to wait for.
        assert!(sites.takes_clients(cloud), "{cloud:?}");
        assert_eq!(
            sites.server(cloud).read("SELECT count(*) FROM mcgen.gate"),
            "0"
        );
    }
}
