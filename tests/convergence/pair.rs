use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use mcgen::{Date, Estate};
use tempfile::TempDir;

use super::load::{HOT, hot};
use crate::application::Session;
use crate::cloud::{Cloud, administrator};
use crate::proxy::Proxy;
use crate::readme;
use crate::server::{DATABASE, Server, Service};
use crate::shell::{Ran, Shell};
use crate::tools::Tools;

/// The application's own role.
const APPLICATION: &str = "crm_app";
const APPLICATION_PASSWORD: &str = "of-the-application";

const SIDES: [Cloud; 2] = [Cloud::Aws, Cloud::Gcp];

/// Two servers that both take writes, the link between them, and the shell of an administrator who reads
/// the README.
pub(super) struct Pair {
    aws: Server,
    gcp: Server,
    links: BTreeMap<Cloud, Proxy>,
    tools: Tools,
    shell: Shell,
    sections: BTreeMap<String, Vec<String>>,
    _rendered: TempDir,
}

/// Renders the example with a table more, whose keys are of the world.
fn render(out: &Path) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/active-active-logical-lww/environment.yaml");
    let text = std::fs::read_to_string(example).unwrap();
    let tables = "    tables:\n";
    assert!(text.contains(tables));
    let text = text.replace(
        tables,
        "    tables:\n      - { name: public.labels, key: natural, deletes: tombstone }\n",
    );
    let checked = Estate::from_text("environment.yaml", &text).check_on(Date::TABLES);
    let checked = checked.unwrap_or_else(|rejected| panic!("{rejected}"));
    let rendered = checked.render().unwrap();
    rendered.write_to(out.to_str().unwrap()).unwrap();
}

impl Pair {
    /// Two servers, the application's tables on both and its rows on AWS, and the rendered files.
    pub(super) fn start(tools: &Tools) -> Self {
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
        let shell = administrator(tools, &folder, [&aws, &gcp], &links);
        let mut pair = Self {
            aws,
            gcp,
            links,
            tools: tools.clone(),
            shell,
            sections: readme::commands(&readme),
            _rendered: rendered,
        };
        for server in [&pair.aws, &pair.gcp] {
            server.read(include_str!("application.sql"));
        }
        pair.aws.read(&format!(
            "INSERT INTO public.contacts (id, name) \
               SELECT ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, 'contact ' || g FROM generate_series(0, {}) g; \
             INSERT INTO public.notes (what) SELECT 'note ' || g FROM generate_series(1, 500) g",
            HOT - 1
        ));
        pair.follow("Connections");
        pair
    }

    /// The same, set up as the README says.
    pub(super) fn set_up(tools: &Tools) -> Self {
        let mut pair = Self::start(tools);
        let commands = pair.commands("Set up, with the rows on aws");
        let (before, open) = commands.split_at(commands.len() - 2);
        pair.run_all(before);
        pair.wait_until_healthy();
        pair.run_all(open);
        pair.wait_until_equal();
        pair
    }

    pub(super) fn server(&self, cloud: Cloud) -> &Server {
        match cloud {
            Cloud::Aws => &self.aws,
            Cloud::Gcp => &self.gcp,
        }
    }

    /// Runs a command in the administrator's shell. Roles are made with what only the services let their
    /// administrators do.
    pub(super) fn run(&mut self, command: &str) -> Ran {
        let server = if command.contains("on_aws") {
            &self.aws
        } else {
            &self.gcp
        };
        let shell = &mut self.shell;
        if command.contains("01-roles.sql") {
            server.patched(|| shell.run(command))
        } else {
            shell.run(command)
        }
    }

    /// The commands of a section of the README, in its order. The schema is on both sides already: the
    /// distribution of these servers has no `pg_dump`.
    #[track_caller]
    pub(super) fn commands(&self, section: &str) -> Vec<String> {
        let known: Vec<&String> = self.sections.keys().collect();
        let commands = self.sections.get(section);
        let commands = commands.unwrap_or_else(|| panic!("no `{section}` in {known:?}"));
        let dumps =
            |command: &&String| command.contains("pg_dump") || command.contains("-f schema.sql");
        commands.iter().filter(|it| !dumps(it)).cloned().collect()
    }

    #[track_caller]
    pub(super) fn follow(&mut self, section: &str) {
        let commands = self.commands(section);
        self.run_all(&commands);
    }

    #[track_caller]
    fn run_all(&mut self, commands: &[String]) {
        for command in commands {
            let ran = self.run(command);
            assert!(ran.succeeded, "{command}\n{}\n{}", ran.text, self.logs());
        }
    }

    pub(super) fn logs(&self) -> String {
        format!("-- aws\n{}\n-- gcp\n{}", self.aws.log(), self.gcp.log())
    }

    #[track_caller]
    pub(super) fn assert_healthy(&mut self) {
        self.follow("Health");
    }

    #[track_caller]
    pub(super) fn wait_until_healthy(&mut self) {
        let began = Instant::now();
        let commands = self.commands("Health");
        loop {
            let ran: Vec<Ran> = commands.iter().map(|command| self.run(command)).collect();
            if ran.iter().all(|it| it.succeeded) {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(40),
                "{ran:#?}\n{}",
                self.logs()
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    pub(super) fn session(&self, cloud: Cloud) -> Session {
        let mut psql: Command = self.tools.command("psql");
        psql.arg("-d")
            .arg(self.server(cloud).conninfo(APPLICATION, DATABASE))
            .env("PGPASSWORD", APPLICATION_PASSWORD);
        Session::open(psql)
    }

    /// What the application is told.
    pub(super) fn write(&self, cloud: Cloud, sql: &str) -> Result<String, String> {
        self.server(cloud)
            .query(APPLICATION, APPLICATION_PASSWORD, sql)
    }

    /// Nothing passes in either direction any more.
    pub(super) fn part(&self, is_cut: bool) {
        for link in self.links.values() {
            if is_cut {
                link.cut();
            } else {
                link.hang();
            }
        }
    }

    pub(super) fn rejoin(&self) {
        for link in self.links.values() {
            link.recover();
        }
    }

    /// Writes that lost, on both sides.
    pub(super) fn conflicts(&self) -> u64 {
        let count = "SELECT count(*) FROM mcgen.conflicts";
        SIDES
            .map(|it| self.server(it).read(count).parse::<u64>().unwrap())
            .iter()
            .sum()
    }

    /// Waits until each side has confirmed what the other one wrote.
    pub(super) fn wait_until_sent(&self) {
        let began = Instant::now();
        let sent = "SELECT bool_and(active AND confirmed_flush_lsn >= pg_current_wal_flush_lsn()) FROM pg_replication_slots";
        while SIDES.iter().any(|it| self.server(*it).read(sent) != "t") {
            assert!(began.elapsed() < Duration::from_mins(1), "{}", self.logs());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Every row of the shared tables, in whole and in a fixed order.
    fn rows(&self, cloud: Cloud) -> String {
        self.server(cloud).read(
            "SELECT sum(hashtextextended(to_jsonb(c)::text, 0)), count(*) FROM public.contacts c UNION ALL \
             SELECT sum(hashtextextended(to_jsonb(l)::text, 0)), count(*) FROM public.labels l UNION ALL \
             SELECT sum(hashtextextended(to_jsonb(n)::text, 0)), count(*) FROM public.notes n",
        )
    }

    #[track_caller]
    pub(super) fn wait_until_equal(&self) {
        let began = Instant::now();
        loop {
            let [aws, gcp] = SIDES.map(|it| self.rows(it));
            if aws == gcp {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "{aws}\nis not\n{gcp}\n{}",
                self.logs()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Whether both sides are the same to the comparison of the README.
    pub(super) fn compared(&mut self) -> bool {
        let commands = self.commands("Compare");
        let mut ran: Vec<Ran> = commands.iter().map(|it| self.run(it)).collect();
        let last = ran.pop().unwrap();
        assert!(ran.iter().all(|it| it.succeeded), "{ran:?}");
        last.succeeded
    }

    #[track_caller]
    pub(super) fn assert_compared(&mut self) {
        assert!(self.compared(), "{}", self.logs());
    }

    /// The hot rows of both sides.
    pub(super) fn hot_rows(&self) -> [Vec<String>; 2] {
        let all: Vec<String> = (0..HOT)
            .map(|number| format!("'{}'", hot(number)))
            .collect();
        let read = format!(
            "SELECT id, name, visits FROM public.contacts WHERE id IN ({}) ORDER BY id",
            all.join(", ")
        );
        SIDES.map(|it| {
            self.server(it)
                .read(&read)
                .lines()
                .map(str::to_owned)
                .collect()
        })
    }

    /// How long until what is written on AWS can be read on Google Cloud: the median of some.
    pub(super) fn lag(&self) -> Duration {
        let (mut near, mut far) = (self.session(Cloud::Aws), self.session(Cloud::Gcp));
        let mut lags: Vec<Duration> = (0..15)
            .map(|number| {
                let written = format!(
                    "UPDATE public.notes SET what = 'lag {number}' WHERE id = 1 RETURNING what;"
                );
                let value = near.value(&written).unwrap();
                let began = Instant::now();
                while far
                    .value("SELECT what FROM public.notes WHERE id = 1;")
                    .unwrap()
                    != value
                {
                    assert!(began.elapsed() < Duration::from_secs(20), "{}", self.logs());
                }
                began.elapsed()
            })
            .collect();
        lags.sort();
        lags[lags.len() / 2]
    }
}
