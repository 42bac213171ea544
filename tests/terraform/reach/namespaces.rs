//! The sessions of a link, spoken by real routers: FRR in two network namespaces, and a bridge in a third one for
//! each tunnel. It needs root and FRR; elsewhere the test says so and passes.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::Permissions;
use std::net::Ipv4Addr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mcgen_model::Cidr;
use tempfile::TempDir;

use super::applied::Applied;
use super::routes::{Routes, Session};
use crate::root;
use crate::terraform::{Terraform, skip_or_fail};

/// A link of which two tunnels are preferred.
const ESTATE: &str = "examples/link-transit-gateway/environment.yaml";
/// Where Debian and others put the programs of FRR.
const FRR: &str = "/usr/lib/frr";
/// Seconds between keepalives, and after how much silence a session is over; shorter than in a cloud.
const TIMERS: &str = "1 3";
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn real_routers_reach_every_range_over_each_tunnel_alone_and_none_without() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    if let Err(lacking) = namespaces_and_routers() {
        println!("skipped: {lacking}");
        return;
    }
    let applied = Applied::of(&terraform, &root().join(ESTATE), ("", ""));
    let routes = Routes::of(&applied);
    let sites = Sites::start(&routes);
    let tunnels = sites.sessions.len();
    assert_eq!(tunnels, 4);

    let met = sites.wait_until(true);
    println!("all sessions up: every range reached after {met:?}");
    // Whichever tunnel is left carries everything; the last of them is lost at the end.
    for left in 0..tunnels {
        for tunnel in 0..tunnels {
            sites.set_tunnel(tunnel, tunnel == left);
        }
        let met = sites.wait_until(true);
        println!("tunnel {left} alone: every range reached after {met:?}");
    }
    sites.set_tunnel(tunnels - 1, false);
    let lost = sites.wait_until(false);
    println!("no tunnel: nothing reached after {lost:?}");
    sites.set_tunnel(0, true);
    sites.wait_until(true);

    // The preferred tunnels are those with the lowest MED, as long as they are up.
    for tunnel in 0..tunnels {
        sites.set_tunnel(tunnel, true);
    }
    sites.wait_for_preferred();
}

fn namespaces_and_routers() -> Result<(), String> {
    for program in ["zebra", "bgpd"] {
        let path = Path::new(FRR).join(program);
        if !path.is_file() {
            return Err(format!("there is no {}", path.display()));
        }
    }
    let ping = Command::new("ping").arg("-V").output();
    ping.map_err(|_| "there is no ping".to_owned())?;
    let namespace = format!("mcgen-probe-{}", std::process::id());
    let made = Command::new("ip")
        .args(["netns", "add", &namespace])
        .output();
    match made {
        Ok(made) if made.status.success() => {
            drop(Namespace(namespace));
            Ok(())
        }
        Ok(made) => Err(String::from_utf8_lossy(&made.stderr).trim().to_owned()),
        Err(error) => Err(format!("ip: {error}")),
    }
}

/// Both clouds, each a namespace with its router.
struct Sites<'a> {
    aws: Site,
    gcp: Site,
    internet: Namespace,
    sessions: &'a [Session],
}

impl<'a> Sites<'a> {
    fn start(routes: &'a Routes) -> Self {
        let sessions = routes.sessions();
        let subnets: Vec<Cidr> = routes.aws_subnets().iter().map(|it| it.cidr).collect();
        let aws = Site::new("aws", &subnets);
        let gcp = Site::new("gcp", routes.gcp_ranges());
        let internet = Namespace::new("internet");
        for (number, session) in sessions.iter().enumerate() {
            let tunnel = tunnel(number);
            internet.ip(&["link", "add", &tunnel, "type", "bridge"]);
            internet.ip(&["link", "set", &tunnel, "up"]);
            for (site, address) in [&aws, &gcp].into_iter().zip(ends(session)) {
                site.namespace
                    .wire(&tunnel, &internet, &format!("{address}/30"));
            }
        }
        let mut sites = Self {
            aws,
            gcp,
            internet,
            sessions,
        };
        let first = &sessions[0];
        let gcp_asn = first.gcp_asn.clone();
        let to_gcp = sessions.iter().map(|it| (ends(it)[1], "0"));
        let aws = router(&first.aws_asn, &gcp_asn, to_gcp, routes.told_by_aws());
        let to_aws = sessions
            .iter()
            .map(|it| (ends(it)[0], it.priority.as_str()));
        let gcp = router(&gcp_asn, &first.aws_asn, to_aws, &first.told);
        sites.aws.speak(&aws);
        sites.gcp.speak(&gcp);
        sites
    }

    /// Cuts or mends a tunnel between its ends, which stay up: routers learn of it by silence alone.
    fn set_tunnel(&self, number: usize, up: bool) {
        let state = if up { "up" } else { "down" };
        self.internet.ip(&["link", "set", &tunnel(number), state]);
    }

    /// Waits until every range of each side answers every one of the other, or until none does.
    fn wait_until(&self, reached: bool) -> Duration {
        let begun = Instant::now();
        loop {
            let unexpected = self
                .pairs()
                .find(|(from, to)| self.gcp.reaches(*from, *to) != reached);
            let Some((from, to)) = unexpected else {
                return begun.elapsed();
            };
            assert!(
                begun.elapsed() < PATIENCE,
                "from {from} to {to}, reached should be {reached}:\n{}{}",
                self.gcp.routes(),
                self.aws.routes()
            );
        }
    }

    /// A host of each range of Google Cloud with a host of each subnet of AWS.
    fn pairs(&self) -> impl Iterator<Item = (Ipv4Addr, Ipv4Addr)> {
        let hosts = self.gcp.hosts.iter();
        hosts.flat_map(|from| self.aws.hosts.iter().map(|to| (*from, *to)))
    }

    /// Waits until AWS sends over the tunnels of the lowest MED, and over no other.
    fn wait_for_preferred(&self) {
        let lowest = self
            .sessions
            .iter()
            .map(|it| it.priority.parse::<u32>().unwrap());
        let lowest = lowest.min().unwrap().to_string();
        let mut preferred: Vec<String> = Vec::new();
        for (number, session) in self.sessions.iter().enumerate() {
            if session.priority == lowest {
                preferred.push(tunnel(number));
            }
        }
        let begun = Instant::now();
        loop {
            let routes = self.aws.routes();
            let used = |name: &String| routes.contains(name.as_str());
            let all = (0..self.sessions.len()).map(tunnel);
            if all.filter(used).collect::<Vec<_>>() == preferred {
                assert!(preferred.len() < self.sessions.len(), "all are preferred");
                return;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "preferred {preferred:?}:\n{routes}"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// A network namespace, which goes with the value.
struct Namespace(String);

impl Namespace {
    fn new(name: &str) -> Self {
        let name = format!("mcgen-{name}-{}", std::process::id());
        ip(&["netns", "add", &name]);
        Self(name)
    }

    /// Gives this namespace an interface with an address, at the end of a wire to a bridge.
    fn wire(&self, name: &str, other: &Self, address: &str) {
        let port = format!("{name}-{}", &self.0["mcgen-".len()..][..3]);
        let (own, end) = (self.0.as_str(), other.0.as_str());
        ip(&[
            "link", "add", name, "netns", own, "type", "veth", "peer", "name", &port, "netns", end,
        ]);
        other.ip(&["link", "set", &port, "master", name, "up"]);
        self.ip(&["address", "add", address, "dev", name]);
        self.ip(&["link", "set", name, "up"]);
    }

    #[track_caller]
    fn ip(&self, arguments: &[&str]) {
        ip(&[&["-n", self.0.as_str()], arguments].concat());
    }

    /// A command inside.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.0]).arg(program);
        command
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        let _ = Command::new("ip")
            .args(["netns", "delete", &self.0])
            .output();
    }
}

/// One cloud: what answers in it, and its router.
struct Site {
    hosts: Vec<Ipv4Addr>,
    folder: TempDir,
    programs: Vec<Child>,
    namespace: Namespace,
}

impl Site {
    fn new(name: &str, ranges: &[Cidr]) -> Self {
        let namespace = Namespace::new(name);
        // Answers may come back over another tunnel.
        for which in ["all", "default"] {
            let set = format!("net.ipv4.conf.{which}.rp_filter=0");
            let done = namespace
                .command("sysctl")
                .args(["-q", "-w", &set])
                .output();
            assert!(done.unwrap().status.success(), "{set}");
        }
        namespace.ip(&["link", "set", "lo", "up"]);
        let hosts: Vec<Ipv4Addr> = ranges.iter().map(|range| host(*range, 5)).collect();
        for host in &hosts {
            namespace.ip(&["address", "add", &format!("{host}/32"), "dev", "lo"]);
        }
        Self {
            hosts,
            folder: TempDir::new().unwrap(),
            programs: Vec::new(),
            namespace,
        }
    }

    /// Starts the router with what it says and to whom.
    fn speak(&mut self, bgp: &str) {
        let folder = self.folder.path().to_owned();
        // The routers give up root and keep their sockets here.
        std::fs::set_permissions(&folder, Permissions::from_mode(0o777)).unwrap();
        std::fs::write(folder.join("zebra.conf"), "hostname site\n").unwrap();
        std::fs::write(folder.join("bgpd.conf"), bgp).unwrap();
        let at = |name: &str| folder.join(name).display().to_string();
        for program in ["zebra", "bgpd"] {
            let mut command = self.namespace.command(Path::new(FRR).join(program));
            command
                .args([
                    "-u",
                    "frr",
                    "-g",
                    "frr",
                    "-z",
                    &at("zserv"),
                    "-f",
                    &at(&format!("{program}.conf")),
                ])
                .args([
                    "-i",
                    &at(&format!("{program}.pid")),
                    "--vty_socket",
                    &at(""),
                ])
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            self.programs.push(command.spawn().unwrap());
            let begun = Instant::now();
            while program == "zebra" && !folder.join("zserv").exists() {
                assert!(begun.elapsed() < PATIENCE, "zebra does not start");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    fn reaches(&self, from: Ipv4Addr, to: Ipv4Addr) -> bool {
        let (from, to) = (from.to_string(), to.to_string());
        let mut ping = self.namespace.command("ping");
        let ping = ping.args(["-c1", "-W1", "-I", &from, &to]).output();
        ping.unwrap().status.success()
    }

    fn routes(&self) -> String {
        let mut shown = self.namespace.command("ip");
        let shown = shown.args(["route", "show", "proto", "bgp"]).output();
        String::from_utf8(shown.unwrap().stdout).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for program in &mut self.programs {
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

/// What a router says, and to whom: `peers` with the MED that each is told.
fn router<'a>(
    own: &str,
    other: &str,
    peers: impl Iterator<Item = (Ipv4Addr, &'a str)>,
    told: &[Cidr],
) -> String {
    let mut maps = String::new();
    let mut neighbours = String::new();
    let mut families = String::new();
    for (number, (peer, priority)) in peers.enumerate() {
        let _ = write!(
            maps,
            "route-map told{number} permit 10\n set metric {priority}\n"
        );
        let _ = write!(
            neighbours,
            " neighbor {peer} remote-as {other}\n neighbor {peer} timers {TIMERS}\n \
             neighbor {peer} timers connect 1\n neighbor {peer} advertisement-interval 0\n"
        );
        let _ = writeln!(families, "  neighbor {peer} route-map told{number} out");
    }
    for range in told {
        let _ = writeln!(families, "  network {range}");
    }
    format!(
        "hostname site\n{maps}router bgp {own}\n no bgp ebgp-requires-policy\n \
         no bgp network import-check\n{neighbours} address-family ipv4 unicast\n  maximum-paths 4\n\
         {families} exit-address-family\n"
    )
}

fn tunnel(number: usize) -> String {
    format!("tunnel{number}")
}

/// The addresses of AWS and of Google Cloud inside of a tunnel.
fn ends(session: &Session) -> [Ipv4Addr; 2] {
    [1, 2].map(|number| host(session.inside, number))
}

fn host(range: Cidr, number: u32) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(range.first()) + number)
}

#[track_caller]
fn ip(arguments: &[&str]) {
    let output = Command::new("ip").args(arguments).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "ip {}: {words}",
        arguments.join(" ")
    );
}
