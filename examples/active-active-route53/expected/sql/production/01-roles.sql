-- 01-roles.sql: the role that the other side connects as, the log of conflicts, and the note of what this database is.
-- Runs on both databases. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv replication_password REPLICATION_PASSWORD
\if :{?replication_password}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable REPLICATION_PASSWORD is not set'; END $mcgen$;
\endif

-- A password is in a statement below. Where the service lets its administrator keep statements out of
-- the log, this does.
DO $mcgen$
BEGIN
  PERFORM set_config('log_min_error_statement', 'panic', false), set_config('log_statement', 'none', false);
EXCEPTION WHEN insufficient_privilege THEN
  IF current_setting('log_statement') IN ('ddl', 'all') THEN
    RAISE WARNING 'log_statement is %: the log will hold the password', current_setting('log_statement');
  END IF;
END
$mcgen$;

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
  IF side <> ALL (ARRAY['aws', 'gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'aws and gcp'
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
END
$mcgen$;

CREATE SCHEMA IF NOT EXISTS mcgen;
CREATE TABLE IF NOT EXISTS mcgen.replication (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  role text NOT NULL CHECK (role = ANY (ARRAY['new', 'prepared', 'seeding', 'open', 'fenced']::text[])),
  fence_lsn pg_lsn,
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE mcgen.replication IS 'What this database is in the replication between the clouds. The files of mcgen keep it.';
INSERT INTO mcgen.replication (role) VALUES ('new') ON CONFLICT DO NOTHING;

SELECT format('CREATE ROLE %I', 'crm_replication')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crm_replication')
\gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', 'crm_replication', :'replication_password')
\gexec

-- RDS lets nobody set REPLICATION, and Cloud SQL has no rds_replication. The administrator needs the
-- same to make and drop slots.
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_superuser') AS on_rds
\gset
\if :on_rds
GRANT rds_replication TO "crm_replication", CURRENT_USER;
\else
ALTER ROLE "crm_replication" REPLICATION;
ALTER ROLE CURRENT_USER REPLICATION;
\endif

-- What one side tells the other, by the way of all changes: each writes its own row only.
CREATE TABLE IF NOT EXISTS mcgen.marks (
  site text COLLATE "C" PRIMARY KEY,
  mark text NOT NULL,
  marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE mcgen.marks IS 'A row of each side, which it writes and the other one sees.';

-- Rows that came from the other side and lost. They may hold whatever the tables hold.
CREATE TABLE IF NOT EXISTS mcgen.conflicts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  logged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  table_name text NOT NULL,
  kept_site text NOT NULL,
  lost_site text NOT NULL,
  kept jsonb NOT NULL,
  lost jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS conflicts_logged_at ON mcgen.conflicts (logged_at);
COMMENT ON TABLE mcgen.conflicts IS 'Writes of the other side that lost against a later one of this side.';

SELECT r.role AS "this database is", 'crm_replication' AS "replication role" FROM mcgen.replication r;
