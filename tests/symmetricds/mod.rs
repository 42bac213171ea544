//! The rendered SQL and the rendered configuration of SymmetricDS on real servers. SymmetricDS itself does not
//! run here: its tables are made from its documentation (tables.sql), and a script stands in for `symadmin`.

mod gate;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use mcgen::{Date, Estate};
use tempfile::TempDir;

use crate::cloud::{Cloud, administrator};
use crate::proxy::Proxy;
use crate::readme;
use crate::server::{DATABASE, Server, Service};
use crate::shell::{Ran, Shell};
use crate::tools::{Tools, skip_or_fail};

const APPLICATION: [&str; 2] = ["crm_app", "of-the-application"];
const ROLE: &str = "crm_replication";
/// No character of a generated password means anything to a shell or to a file of passwords.
const PASSWORD: &str = "of-the-replicator";

/// Two sides, and the commands of the machine between them.
struct Sites {
    shell: Shell,
    sections: BTreeMap<String, Vec<String>>,
    aws: Server,
    gcp: Server,
    machine: TempDir,
    _links: BTreeMap<Cloud, Proxy>,
    rendered: TempDir,
}

fn render(out: &Path) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/active-active-symmetricds/environment.yaml");
    let text = std::fs::read_to_string(example).unwrap();
    let checked = Estate::from_text("environment.yaml", &text).check_on(Date::TABLES);
    let checked = checked.unwrap_or_else(|rejected| panic!("{rejected}"));
    let rendered = checked.render().unwrap();
    rendered.write_to(out.to_str().unwrap()).unwrap();
}

impl Sites {
    fn start(tools: &Tools) -> Self {
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
        let mut shell = administrator(tools, &folder, [&aws, &gcp], &links);
        let machine = TempDir::new().unwrap();
        let at = |name: &str| machine.path().join(name);
        let service = |name: &str, port: u16| {
            format!(
                "[{name}]\nhost=127.0.0.1\nport={port}\ndbname={DATABASE}\nuser={ROLE}\nsslmode=require\n"
            )
        };
        let files = [
            (
                "services",
                service("aws", aws.port) + &service("gcp", gcp.port),
                0o600,
            ),
            ("passwords", format!("*:*:*:{ROLE}:{PASSWORD}\n"), 0o600),
            ("bin/symadmin", include_str!("symadmin").to_owned(), 0o755),
            (
                "bin/tables.sql",
                include_str!("tables.sql").to_owned(),
                0o644,
            ),
        ];
        std::fs::create_dir(at("bin")).unwrap();
        for (name, text, mode) in files {
            std::fs::write(at(name), text).unwrap();
            std::fs::set_permissions(at(name), std::fs::Permissions::from_mode(mode)).unwrap();
        }
        shell
            .run(&format!(
                "export REPLICATION_PASSWORD={PASSWORD} PGSERVICEFILE={} PGPASSFILE={} REPLICATOR_SOFTWARE={}",
                at("services").display(),
                at("passwords").display(),
                machine.path().display()
            ))
            .expect_success();
        for server in [&aws, &gcp] {
            server.read(include_str!("application.sql"));
        }
        let sections = readme::commands(&readme);
        for command in &sections["Connections"] {
            shell.run(command).expect_success();
        }
        Self {
            shell,
            sections,
            aws,
            gcp,
            machine,
            _links: links,
            rendered,
        }
    }

    /// A command of the machine.
    fn replicator(&mut self, command: &str) -> Ran {
        let script = self
            .rendered
            .path()
            .join("environments/replicator/production/replicator.sh");
        self.shell
            .run(&format!("bash {} {command}", script.display()))
    }

    /// The steps of the README before the machine makes its tables.
    fn prepare(&mut self) {
        let commands = self.sections["Set up, with the rows on aws"].clone();
        // The tables are on both sides already.
        let before = commands
            .iter()
            .take_while(|it| !it.contains("--data-only"))
            .filter(|it| !it.contains("-f schema.sql"));
        for command in before {
            self.shell.run(command).expect_success();
        }
    }

    fn asked(&self) -> String {
        std::fs::read_to_string(self.machine.path().join("bin/asked")).unwrap()
    }
}

fn sites() -> Option<Sites> {
    match Tools::find() {
        Ok(tools) => Some(Sites::start(&tools)),
        Err(reason) => {
            skip_or_fail(&reason);
            None
        }
    }
}

/// A trigger as SymmetricDS documents it: a function in the schema of the table, with the rights of its
/// owner, that does nothing while rows of the other side are loaded.
const TRIGGER: &str = "
CREATE FUNCTION public.fsym_on_i_for_contacts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF coalesce(nullif(current_setting('symmetric.triggers_disabled', true), ''), '0') = '0' THEN
    INSERT INTO symmetricds.sym_data (table_name, event_type, trigger_hist_id, row_data, channel_id, create_time)
      VALUES ('contacts', 'I', 1, NEW.id::text, 'shared', CURRENT_TIMESTAMP AT TIME ZONE 'UTC');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sym_on_i_for_contacts AFTER INSERT ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.fsym_on_i_for_contacts();";

#[test]
fn the_configuration_of_symmetricds_fits_its_tables() {
    let Some(mut sites) = sites() else {
        return;
    };
    sites
        .replicator("setup")
        .expect_refusal("run 02-role.sql there");
    sites.prepare();
    sites.replicator("setup").expect_success();
    let asked = "--engine aws create-sym-tables\n--engine gcp create-sym-tables\n--engine aws open-registration gcp gcp\n";
    assert_eq!(sites.asked(), asked);

    let read = |sql: &str| sites.aws.read(sql);
    assert_eq!(
        read(
            "SELECT string_agg(concat_ws(' ', t.source_schema_name, t.source_table_name, t.sync_on_incoming_batch, r.source_node_group_id, \
               r.target_node_group_id, l.data_event_action, x.initial_load_order, c.detect_type, c.resolve_type, c.ping_back, \
               c.resolve_changes_only, c.resolve_row_only, t.excluded_column_names), E'\\n' ORDER BY t.trigger_id, r.router_id) \
             FROM symmetricds.sym_trigger t JOIN symmetricds.sym_trigger_router x USING (trigger_id) JOIN symmetricds.sym_router r USING (router_id) \
             JOIN symmetricds.sym_node_group_link l USING (source_node_group_id, target_node_group_id) \
             JOIN symmetricds.sym_conflict c USING (source_node_group_id, target_node_group_id) \
             WHERE c.target_channel_id = t.channel_id AND (c.target_table_name = t.source_table_name OR (c.target_table_name IS NULL AND t.source_schema_name <> 'mcgen'))"
        ),
        "mcgen marks 0 aws gcp P -1 USE_PK_DATA FALLBACK OFF 0 1 arrived_at\n\
         mcgen marks 0 gcp aws P -1 USE_PK_DATA FALLBACK OFF 0 1 arrived_at\n\
         public contacts 0 aws gcp P -1 USE_OLD_DATA NEWER_WINS OFF 0 1\n\
         public contacts 0 gcp aws P -1 USE_OLD_DATA NEWER_WINS OFF 0 1\n\
         public notes 0 aws gcp P -1 USE_OLD_DATA NEWER_WINS OFF 0 1\n\
         public notes 0 gcp aws P -1 USE_OLD_DATA NEWER_WINS OFF 0 1"
    );
    // The configuration is given to the registration server alone, which hands it on.
    assert_eq!(
        sites
            .gcp
            .read("SELECT count(*) FROM symmetricds.sym_trigger"),
        "0"
    );
    let password = "SELECT node_password FROM symmetricds.sym_node_security WHERE node_id = 'aws'";
    let first = read(password);
    assert_eq!(first.len(), 32);

    // A machine that is made anew: nothing is registered twice, and what is no longer listed goes.
    read(
        "INSERT INTO symmetricds.sym_trigger (trigger_id, source_table_name, channel_id, create_time, last_update_time) \
           VALUES ('public.gone', 'gone', 'shared', now(), now()); \
         INSERT INTO symmetricds.sym_trigger_router (trigger_id, router_id, create_time, last_update_time) VALUES ('public.gone', 'aws-to-gcp', now(), now())",
    );
    sites.replicator("setup").expect_success();
    assert_eq!(sites.asked().matches("open-registration").count(), 1);
    assert_eq!(sites.aws.read(password), first);
    let left = "SELECT count(*) FROM symmetricds.sym_trigger WHERE channel_id = 'shared'";
    assert_eq!(sites.aws.read(left), "3");
}

#[test]
fn the_role_of_symmetricds_has_the_rights_that_it_needs_and_applications_need_none() {
    let Some(mut sites) = sites() else {
        return;
    };
    sites.prepare();
    sites.replicator("setup").expect_success();
    sites.gcp.query(ROLE, PASSWORD, TRIGGER).unwrap();
    let [user, password] = APPLICATION;
    let write = "INSERT INTO public.contacts (name) VALUES ('one')";
    sites.gcp.query(user, password, write).unwrap();
    let noted = "SELECT count(*) FROM symmetricds.sym_data";
    assert_eq!(sites.gcp.read(noted), "1");
    sites.gcp.query(user, password, noted).unwrap_err();
    // What a copy or a load writes is not noted.
    let load = "SELECT set_config('symmetric.triggers_disabled', '1', false); INSERT INTO public.contacts (name) VALUES ('two')";
    sites.gcp.query(ROLE, PASSWORD, load).unwrap();
    assert_eq!(sites.gcp.read(noted), "1");

    // What waits, and what was not as it should be.
    let measured = sites.replicator("measure").expect_success();
    assert!(measured.contains("waiting 1\n"), "{measured}");
    assert!(
        measured.contains("healthy 0\n"),
        "no engine runs: {measured}"
    );
    sites.gcp.read(
        "INSERT INTO symmetricds.sym_data_event SELECT data_id, 7, 'gcp-to-aws', now() FROM symmetricds.sym_data; \
         INSERT INTO symmetricds.sym_outgoing_batch (batch_id, node_id, channel_id, status, error_flag, sql_message) \
           VALUES (7, 'aws', 'shared', 'ER', 1, 'a row is in the way')",
    );
    sites.aws.read(
        "INSERT INTO symmetricds.sym_incoming_batch (batch_id, node_id, channel_id, status, fallback_update_count, last_update_time) \
           VALUES (7, 'gcp', 'shared', 'OK', 3, clock_timestamp() AT TIME ZONE 'UTC')",
    );
    let status = sites.replicator("status");
    status.expect_refusal("a row is in the way");
    status.expect_refusal("conflicts in the last hour: 3");
    sites
        .gcp
        .read("UPDATE symmetricds.sym_outgoing_batch SET status = 'OK', error_flag = 0");
    let measured = sites.replicator("measure").expect_success();
    assert!(measured.contains("waiting 0\n"), "{measured}");
    sites
        .replicator("compare")
        .expect_refusal("the two sides differ");

    // Dismantled, an application goes on.
    sites
        .shell
        .run("on_gcp -f 40-dismantle.sql")
        .expect_refusal("INDEPENDENT is \"\"");
    for command in sites.sections["Dismantle"].clone() {
        sites.shell.run(&command).expect_success();
    }
    let triggers = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'sym%'";
    assert_eq!(sites.gcp.read(triggers), "0");
    sites.gcp.query(user, password, write).unwrap();
    sites.gcp.query(ROLE, PASSWORD, "SELECT 1").unwrap_err();
}

#[test]
fn symmetricds_is_not_set_up_where_it_could_not_work() {
    let Some(mut sites) = sites() else {
        return;
    };
    sites.prepare();
    for (change, words) in [
        (
            "ALTER TABLE public.notes ALTER id SET GENERATED ALWAYS",
            "gcp: public.notes has a column that is generated always",
        ),
        (
            "ALTER TABLE public.notes ALTER id SET GENERATED BY DEFAULT, ADD price money",
            "gcp: public.notes has a column of type money",
        ),
        (
            "ALTER TABLE public.notes DROP price, DROP CONSTRAINT notes_pkey",
            "gcp: public.notes is not there, or has no primary key",
        ),
        (
            "DROP TABLE mcgen.marks",
            "gcp: there is no mcgen.marks: run 04-gate.sql there",
        ),
    ] {
        sites.gcp.read(change);
        sites.replicator("setup").expect_refusal(words);
    }
}
