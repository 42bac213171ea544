use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::tools::{Tools, run};

/// The superuser of the service, whom its customers never get.
pub(crate) const SERVICE: &str = "service";
pub(crate) const SERVICE_PASSWORD: &str = "of-the-service";
/// The administrator that the environment file implies. Every password needs quotes everywhere.
pub(crate) const ADMIN: &str = "crm_admin";
pub(crate) const ADMIN_PASSWORD: &str = "it's the \\admin's";
pub(crate) const DATABASE: &str = "crm";

/// Which managed service a server stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    Rds,
    CloudSql,
}

/// A server of PostgreSQL on the loopback address, stopped when it is dropped.
pub(crate) struct Server {
    tools: Tools,
    folder: TempDir,
    service: Service,
    pub(crate) port: u16,
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

impl Server {
    /// A new server with what the service of that kind gives its customers: an administrator without
    /// SUPERUSER, who owns one database.
    pub(crate) fn start(tools: &Tools, service: Service) -> Self {
        let folder = TempDir::new().unwrap();
        let mut server = Self {
            tools: tools.clone(),
            folder,
            service,
            port: free_port(),
        };
        server.initialize();
        // Another process may take the port before the server does.
        for attempt in 1.. {
            match server.try_resume() {
                Ok(()) => break,
                Err(error) if attempt == 3 => panic!("{error}\n{}", server.log()),
                Err(_) => {
                    server.port = free_port();
                    server.configure();
                }
            }
        }
        server.provision();
        server
    }

    /// The home of the user that it runs as.
    pub(crate) fn home(&self) -> &Path {
        self.folder.path()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of PostgreSQL as the user that owns the data.
    fn command(&self, program: &str) -> Command {
        let mut command = self.tools.command(program);
        // The server looks into its home for certificates.
        command
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path());
        if let Some(owner) = self.tools.owner() {
            command.uid(owner.user).gid(owner.group);
        }
        command
    }

    fn give(&self, path: &Path) {
        if let Some(owner) = self.tools.owner() {
            chown(path, Some(owner.user), Some(owner.group)).unwrap();
        }
    }

    fn initialize(&self) {
        let password = self.folder.path().join("password");
        std::fs::write(&password, SERVICE_PASSWORD).unwrap();
        self.give(self.folder.path());
        self.give(&password);
        let mut initdb = self.command("initdb");
        initdb
            .arg("-D")
            .arg(self.data())
            .args(["-U", SERVICE, "-A", "scram-sha-256"]);
        initdb.args([
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
            "--no-instructions",
            "--pwfile",
        ]);
        run(initdb.arg(&password)).unwrap();
        self.certify();
        self.configure();
    }

    /// A certificate of its own: the connections of subscriptions must be encrypted.
    fn certify(&self) {
        let (key, certificate) = (
            self.data().join("server.key"),
            self.data().join("server.crt"),
        );
        let mut openssl = Command::new("openssl");
        openssl.args([
            "req",
            "-x509",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
        ]);
        openssl.args(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
        run(openssl
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate))
        .unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        self.give(&key);
        self.give(&certificate);
    }

    fn configure(&self) {
        let settings = format!(
            "port = {}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n\
             wal_level = logical\nmax_worker_processes = 13\nssl = on\nfsync = off\n\
             wal_receiver_timeout = 60s\nwal_sender_timeout = 60s\nwal_retrieve_retry_interval = 1s\nlog_line_prefix = '%m %u '\n",
            self.port
        );
        std::fs::write(self.data().join("postgresql.auto.conf"), settings).unwrap();
        // Whoever does not encrypt does not get in.
        let rules = "hostssl all all 127.0.0.1/32 scram-sha-256\n";
        std::fs::write(self.data().join("pg_hba.conf"), rules).unwrap();
    }

    fn try_resume(&self) -> Result<(), String> {
        let mut start = self.command("pg_ctl");
        start
            .arg("start")
            .arg("-D")
            .arg(self.data())
            .args(["-w", "-t", "30", "-l"]);
        run(start
            .arg(self.folder.path().join("log"))
            .stdin(std::process::Stdio::null()))
        .map(drop)
    }

    /// Starts again after [`Server::crash`].
    pub(crate) fn resume(&self) {
        self.try_resume()
            .unwrap_or_else(|error| panic!("{error}\n{}", self.log()));
    }

    /// Everything ends at once, and nothing is written that was not.
    pub(crate) fn crash(&self) {
        run(self
            .command("pg_ctl")
            .arg("stop")
            .arg("-D")
            .arg(self.data())
            .args(["-m", "immediate"]))
        .unwrap();
    }

    /// The end of its log.
    /// All that the server has logged.
    pub(crate) fn whole_log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    pub(crate) fn log(&self) -> String {
        let log = self.whole_log();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    pub(crate) fn conninfo(&self, user: &str, database: &str) -> String {
        format!(
            "host=127.0.0.1 port={} user={user} dbname={database} sslmode=require",
            self.port
        )
    }

    /// What `sql` prints, run by `user` with `password`.
    pub(crate) fn query(&self, user: &str, password: &str, sql: &str) -> Result<String, String> {
        let mut psql = self.tools.command("psql");
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d"]);
        psql.arg(self.conninfo(user, DATABASE))
            .env("PGPASSWORD", password);
        // Administrators write where the fence is up.
        if user == ADMIN || user == SERVICE {
            psql.env("PGOPTIONS", "-c default_transaction_read_only=off");
        }
        let output = run(psql.args(["-c", sql]))?;
        Ok(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    }

    /// What the administrator reads.
    pub(crate) fn read(&self, sql: &str) -> String {
        self.query(ADMIN, ADMIN_PASSWORD, sql)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// What the administrator reads, or is told.
    pub(crate) fn try_read(&self, sql: &str) -> Result<String, String> {
        self.query(ADMIN, ADMIN_PASSWORD, sql)
    }

    /// What only the service may do.
    pub(crate) fn as_service(&self, sql: &str) {
        let done = self.query(SERVICE, SERVICE_PASSWORD, sql);
        done.unwrap_or_else(|error| panic!("{error}"));
    }

    fn provision(&self) {
        let admin_password = ADMIN_PASSWORD.replace('\'', "''");
        let mut psql = self.tools.command("psql");
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d"])
            .env("PGPASSWORD", SERVICE_PASSWORD);
        psql.arg(self.conninfo(SERVICE, "postgres"));
        let roles = match self.service {
            Service::Rds => "CREATE ROLE rds_superuser; CREATE ROLE rds_replication;",
            Service::CloudSql => "CREATE ROLE cloudsqlsuperuser;",
        };
        let membership = match self.service {
            Service::Rds => {
                "GRANT rds_superuser TO crm_admin; GRANT rds_replication TO crm_admin WITH ADMIN OPTION;"
            }
            Service::CloudSql => "GRANT cloudsqlsuperuser TO crm_admin;",
        };
        let newer = if self.tools.major().unwrap() >= 16 {
            "GRANT pg_create_subscription TO crm_admin;"
        } else {
            ""
        };
        let admin = format!(
            "CREATE ROLE crm_admin LOGIN CREATEDB CREATEROLE REPLICATION PASSWORD '{admin_password}';"
        );
        let rest = "GRANT pg_monitor, pg_signal_backend TO crm_admin;";
        for sql in [
            roles,
            &admin,
            membership,
            rest,
            newer,
            "CREATE DATABASE crm OWNER crm_admin",
        ] {
            psql.args(["-c", sql]);
        }
        run(&mut psql).unwrap();
    }

    /// Runs `step` with what the services let their administrators do although PostgreSQL does not: to
    /// set REPLICATION, and before version 16 to create subscriptions.
    pub(crate) fn patched<T>(&self, step: impl FnOnce() -> T) -> T {
        self.as_service("ALTER ROLE crm_admin SUPERUSER");
        let result = step();
        self.as_service("ALTER ROLE crm_admin NOSUPERUSER");
        // Members of this role may replicate.
        if self.service == Service::Rds {
            self.as_service(
                "DO $$ DECLARE name text; BEGIN \
                   FOR name IN SELECT m.rolname FROM pg_roles m WHERE NOT m.rolsuper \
                     AND pg_has_role(m.oid, 'rds_replication', 'MEMBER') LOOP \
                     EXECUTE format('ALTER ROLE %I REPLICATION', name); \
                   END LOOP; END $$",
            );
        }
        result
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl");
        // It may be down already.
        let _ =
            run(stop
                .arg("stop")
                .arg("-D")
                .arg(self.data())
                .args(["-m", "immediate", "-t", "10"]));
    }
}
