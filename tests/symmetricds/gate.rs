//! The gate of a side, with rows that are loaded as SymmetricDS documents it. No engine runs, so the order in which
//! they come is not shown here.

use super::{APPLICATION, PASSWORD, ROLE, Sites, sites};

/// A trigger on the marks as SymmetricDS documents it.
const TRIGGER: &str = "
CREATE FUNCTION mcgen.fsym_on_u_for_marks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF coalesce(nullif(current_setting('symmetric.triggers_disabled', true), ''), '0') = '0' THEN
    INSERT INTO symmetricds.sym_data (table_name, event_type, trigger_hist_id, row_data, channel_id, create_time)
      VALUES ('marks', 'U', 1, NEW.site, 'shared', CURRENT_TIMESTAMP AT TIME ZONE 'UTC');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sym_on_u_for_marks AFTER INSERT OR UPDATE ON mcgen.marks FOR EACH ROW EXECUTE FUNCTION mcgen.fsym_on_u_for_marks();";

const AWAY: &str = "UPDATE mcgen.gate SET asked_at = now() - interval '1 hour'";

impl Sites {
    fn takes_clients(&self) -> bool {
        let [user, password] = APPLICATION;
        let asked = self
            .gcp
            .query(user, password, "SELECT mcgen.takes_clients()");
        asked.unwrap() == "t"
    }

    /// A row of the other side is loaded: every column but those that are left out.
    fn load(&self, age: &str) {
        let load = format!(
            "SELECT set_config('symmetric.triggers_disabled', '1', false); \
             INSERT INTO mcgen.marks (site, mark, marked_at, beat_at) VALUES ('aws', '', now(), now() - interval '{age}') \
               ON CONFLICT (site) DO UPDATE SET beat_at = excluded.beat_at"
        );
        self.gcp.query(ROLE, PASSWORD, &load).unwrap();
    }
}

#[test]
fn a_side_of_symmetricds_holds_clients_back_until_what_is_loaded_is_young() {
    let Some(mut sites) = sites() else {
        return;
    };
    sites.prepare();
    sites.replicator("setup").expect_success();
    sites.gcp.query(ROLE, PASSWORD, TRIGGER).unwrap();

    // It had no rows when it was set up, and waits for a sign of the other side.
    assert!(!sites.takes_clients());
    sites.load("1 minute");
    assert!(!sites.takes_clients());
    sites.load("1 second");
    assert!(sites.takes_clients());
    sites.gcp.read(AWAY);
    sites.load("1 hour");
    assert!(!sites.takes_clients());
    sites.load("0 seconds");
    assert!(sites.takes_clients());

    // Its own beats are noted and sent, what was loaded is not, and neither is a change that waits.
    let noted = "SELECT string_agg(DISTINCT row_data, ' ') FROM symmetricds.sym_data";
    assert_eq!(sites.gcp.read(noted), "gcp");
    let measured = sites.replicator("measure").expect_success();
    assert!(measured.contains("waiting 0\n"), "{measured}");

    // Dismantled, it waits for nobody.
    for command in sites.sections["Dismantle"].clone() {
        sites.shell.run(&command).expect_success();
    }
    let triggers = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'sym%'";
    assert_eq!(sites.gcp.read(triggers), "0");
    assert!(sites.takes_clients());
}
