-- 10-health-primary.sql: the slot of the standby and its lag; fails when something is wrong.
-- Runs on the primary, Cloud SQL (gcp). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

-- The right database, on the right side, in the right order.
DO $mcgen$
DECLARE
  side text;
  role text := 'new';
BEGIN
  SELECT CASE rolname WHEN 'rds_superuser' THEN 'aws' ELSE 'gcp' END INTO side
    FROM pg_roles WHERE rolname IN ('rds_superuser', 'cloudsqlsuperuser');
  IF side IS NULL THEN
    RAISE EXCEPTION 'this server is neither RDS nor Cloud SQL'
      USING HINT = 'RDS has the role rds_superuser, and Cloud SQL the role cloudsqlsuperuser.';
  END IF;
  IF side <> ALL (ARRAY['gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'gcp'
      USING HINT = 'These files were rendered for one direction. README.md says which.';
  END IF;
  PERFORM set_config('mcgen.side', side, false);
  IF current_database() <> (CASE side WHEN 'aws' THEN 'crm' ELSE 'crm' END) THEN
    RAISE EXCEPTION 'wrong database: %', current_database();
  END IF;
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
  IF role <> ALL (ARRAY['primary']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'primary'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The lag of a logical standby is what the slot still waits for, measured here.
SELECT s.slot_name, s.active, s.wal_status,
    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn)) AS "not yet confirmed",
    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)) AS "log kept",
    pg_size_pretty(s.safe_wal_size) AS "log until it is lost",
    r.state, r.replay_lag, r.reply_time
  FROM pg_replication_slots s
  LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid
  WHERE s.database = current_database()
  ORDER BY s.slot_name;

DO $mcgen$
DECLARE
  slot record;
BEGIN
  SELECT * INTO slot FROM pg_replication_slots WHERE slot_name = 'crm_gcp_to_aws';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unhealthy: the standby has no slot' USING HINT = 'Re-seed it.';
  ELSIF slot.wal_status = 'lost' THEN
    RAISE EXCEPTION 'unhealthy: the slot is lost, the log behind it is gone' USING HINT = 'Re-seed the standby.';
  ELSIF NOT slot.active THEN
    RAISE EXCEPTION 'unhealthy: nobody reads the slot' USING HINT = 'See the other side and the link.';
  ELSIF slot.wal_status = 'unreserved' THEN
    RAISE EXCEPTION 'unhealthy: the slot is about to be lost';
  END IF;
END
$mcgen$;
