-- 23-cancel-switchover.sql: the primary takes writes again, when the standby was not promoted.
-- Runs on the primary, RDS (aws). README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv standby_promoted STANDBY_PROMOTED
\if :{?standby_promoted}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable STANDBY_PROMOTED is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.standby_promoted', :'standby_promoted', false) AS ignored
\gset

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
  IF role <> ALL (ARRAY['fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'fenced'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
BEGIN
  IF current_setting('mcgen.standby_promoted') <> 'no' THEN
    RAISE EXCEPTION 'STANDBY_PROMOTED is "%"', current_setting('mcgen.standby_promoted')
      USING HINT = 'Two databases would take writes. Look at mcgen.replication of the other side, and write no.';
  END IF;
END
$mcgen$;
ALTER DATABASE "crm" RESET default_transaction_read_only;
UPDATE mcgen.replication SET role = 'primary', fence_lsn = NULL, changed_at = now(), changed_by = session_user;
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

SELECT r.role AS "this database is", r.changed_at AS since FROM mcgen.replication r;
