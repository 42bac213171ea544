//! A side that was away holds clients back until what it lacked has arrived; the side that is left does not.

use std::time::{Duration, Instant};

use super::{Cloud, SIDES, Sites, report, sites};

/// Nobody asked the side for an hour, and nothing arrived. The trigger would keep the time of the arrival.
const AWAY: &str = "UPDATE mcgen.gate SET asked_at = now() - interval '1 hour'; \
    ALTER TABLE mcgen.marks DISABLE TRIGGER mcgen_beat_arrives; \
    UPDATE mcgen.marks SET arrived_at = now() - interval '1 hour' WHERE site = 'aws'; \
    ALTER TABLE mcgen.marks ENABLE ALWAYS TRIGGER mcgen_beat_arrives";

impl Sites {
    /// What the health path of the application asks.
    #[track_caller]
    pub(super) fn takes_clients(&self, cloud: Cloud) -> bool {
        self.write(cloud, "SELECT mcgen.takes_clients()") == "t"
    }

    /// Asks both until Google Cloud takes clients. AWS, which is never away, takes them all the time.
    #[track_caller]
    fn wait_until_it_takes_clients(&self) -> Duration {
        let began = Instant::now();
        while !self.takes_clients(Cloud::Gcp) {
            assert!(self.takes_clients(Cloud::Aws), "the side that is left");
            assert!(
                began.elapsed() < Duration::from_mins(2),
                "{}\n{}",
                self.machine.log(),
                self.gcp.read("SELECT to_jsonb(g) FROM mcgen.gate g")
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        began.elapsed()
    }

    fn notes(&self, what: &str) -> String {
        self.gcp.read(&format!(
            "SELECT count(*) FROM public.notes WHERE what = '{what}'"
        ))
    }
}

#[test]
fn a_side_that_was_away_holds_clients_back_until_bucardo_has_brought_what_it_lacked() {
    let Some(mut sites) = sites(Sites::set_up) else {
        return;
    };
    // The side that had no rows waits for a sign of the other one, and not for a time.
    assert!(sites.takes_clients(Cloud::Aws));
    assert!(!sites.takes_clients(Cloud::Gcp));
    assert_eq!(
        sites.gcp.read("SELECT returned_at FROM mcgen.gate"),
        "infinity"
    );
    sites.wait_until_it_takes_clients();

    // It returns before the changes that it lacks: so many that a run takes its time.
    for round in 0..2 {
        sites.part(true);
        let missed = format!(
            "INSERT INTO public.notes (what) SELECT 'missed {round}' FROM generate_series(1, 20000)"
        );
        sites.write(Cloud::Aws, &missed);
        sites.gcp.read(AWAY);
        assert!(!sites.takes_clients(Cloud::Gcp));
        // The beat of the side that is left waits behind them.
        std::thread::sleep(Duration::from_secs(6));
        assert!(sites.takes_clients(Cloud::Aws), "nobody is left");
        sites.part(false);
        let waited = sites.wait_until_it_takes_clients();
        assert_eq!(sites.notes(&format!("missed {round}")), "20000");
        report(&format!(
            "bucardo: a side that lacked 20000 rows took clients after {waited:?}, and had them"
        ));
    }

    // What arrives is there, and an hour old: there is more to come.
    sites.machine.do_it("stop");
    sites.write(Cloud::Aws, "INSERT INTO public.notes (what) VALUES ('old')");
    sites.gcp.read(AWAY);
    sites
        .aws
        .read("UPDATE mcgen.marks SET beat_at = now() - interval '1 hour' WHERE site = 'aws'");
    sites.machine.do_it("start");
    sites.wait_until_equal();
    assert_eq!(sites.notes("old"), "1");
    assert!(!sites.takes_clients(Cloud::Gcp));
    sites.wait_until_it_takes_clients();

    // The other side is away for good.
    sites.machine.do_it("stop");
    sites.gcp.read(AWAY);
    assert!(!sites.takes_clients(Cloud::Gcp));
    sites
        .gcp
        .read("UPDATE mcgen.gate SET returned_at = now() - interval '2 hours'");
    assert!(sites.takes_clients(Cloud::Gcp));
    sites.machine.do_it("start");
    sites.wait_until_equal();
    sites.machine.do_it("status");
    sites.machine.do_it("compare");
}

#[test]
fn a_beat_is_no_change_that_waits_and_no_write_that_decides() {
    let Some(mut sites) = sites(Sites::set_up) else {
        return;
    };
    sites.machine.do_it("stop");
    let noted = "SELECT count(*), coalesce(max(txntime) < now() - interval '900 years', false) FROM bucardo.delta_mcgen_marks d \
         WHERE NOT EXISTS (SELECT FROM bucardo.track_mcgen_marks t WHERE t.txntime = d.txntime)";
    for cloud in SIDES {
        sites.takes_clients(cloud);
        assert_eq!(sites.server(cloud).read(noted), "1|t", "{cloud:?}");
    }
    assert_eq!(sites.machine.number("waiting"), 0);
    assert_eq!(sites.machine.number("behind"), 0);

    // A machine that is made anew carries it all the same.
    sites.machine.do_it("setup");
    sites.machine.do_it("start");
    sites.wait_until_it_takes_clients();
    let began = Instant::now();
    while SIDES
        .iter()
        .any(|cloud| sites.server(*cloud).read(noted) != "0|f")
    {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "{}",
            sites.machine.log()
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(sites.machine.number("conflicts"), 0);
    sites.machine.do_it("status");
}
