-- 20-fence-primary.sql: the primary takes no more writes, and notes where its log ends.
-- Runs on the primary, RDS (aws). README.md beside this file has the order.

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
  IF side <> ALL (ARRAY['aws']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'aws'
      USING HINT = 'These files were rendered for one direction. README.md says which.';
  END IF;
  PERFORM set_config('mcgen.side', side, false);
  IF current_database() <> (CASE side WHEN 'aws' THEN 'crm' ELSE 'crm' END) THEN
    RAISE EXCEPTION 'wrong database: %', current_database();
  END IF;
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE EXCEPTION 'this session is read-only'
      USING HINT = 'Run: export PGOPTIONS=''-c default_transaction_read_only=off''';
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

-- A setting of a role is stronger than that of the database.
DO $mcgen$
DECLARE
  roles text;
BEGIN
  SELECT string_agg(coalesce(r.rolname, 'all roles'), ', ') INTO roles
    FROM pg_db_role_setting s
    LEFT JOIN pg_roles r ON r.oid = s.setrole
    WHERE s.setrole <> 0
      AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND EXISTS (SELECT FROM unnest(s.setconfig) c WHERE c ~ '^(default_)?transaction_read_only=');
  IF roles IS NOT NULL THEN
    RAISE EXCEPTION 'the fence would not hold for: %', roles
      USING HINT = 'ALTER ROLE ... RESET default_transaction_read_only first.';
  END IF;
END
$mcgen$;

DO $mcgen$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'crm_aws_to_gcp' AND active) THEN
    RAISE EXCEPTION 'the standby is not connected, and would not get the last writes'
      USING HINT = 'A planned switchover needs a standby that follows: 10-health-primary.sql.';
  END IF;
  IF EXISTS (SELECT FROM pg_prepared_xacts WHERE database = current_database()) THEN
    RAISE EXCEPTION 'prepared transactions are open, and could commit behind the fence'
      USING HINT = 'SELECT * FROM pg_prepared_xacts';
  END IF;
END
$mcgen$;

ALTER DATABASE "crm" SET default_transaction_read_only = on;
-- A session keeps the settings it began with: every other one of the database ends, and comes back
-- with the new ones. Those of the service itself stay.
DO $mcgen$
DECLARE
  others text;
BEGIN
  FOR attempt IN 1..100 LOOP
    PERFORM pg_stat_clear_snapshot();
    SELECT string_agg(format('%s (%s)', a.pid, a.usename), ', ') INTO others
      FROM pg_stat_activity a
      JOIN pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper AND r.rolname <> ALL (ARRAY['cloudsqlagent', 'cloudsqlimportexport', 'cloudsqlreplica', 'rdsproxyadmin', 'rdsrepladmin']::text[])
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND coalesce(a.backend_type, 'client backend') = 'client backend';
    EXIT WHEN others IS NULL;
    PERFORM pg_terminate_backend(a.pid)
      FROM pg_stat_activity a
      JOIN pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper AND r.rolname <> ALL (ARRAY['cloudsqlagent', 'cloudsqlimportexport', 'cloudsqlreplica', 'rdsproxyadmin', 'rdsrepladmin']::text[])
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND coalesce(a.backend_type, 'client backend') = 'client backend';
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF others IS NOT NULL THEN
    RAISE EXCEPTION 'these sessions do not end: %', others;
  END IF;
END
$mcgen$;

-- This commit reaches the disk after every other one, whatever the others waited for.
SET synchronous_commit = local;
UPDATE mcgen.replication SET role = 'fenced', fence_lsn = NULL, changed_at = now(), changed_by = session_user;
UPDATE mcgen.replication SET fence_lsn = pg_current_wal_flush_lsn();

SELECT r.role AS "this database is", r.fence_lsn AS "nothing written after" FROM mcgen.replication r;
