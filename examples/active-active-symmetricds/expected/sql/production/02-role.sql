-- 02-role.sql: the role of the replicator, its rights, and its schema.
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

-- Everything of SymmetricDS stands in a schema of its own. It is not called `symmetric`, which is a word of SQL.
SELECT format('CREATE ROLE %I', 'crm_replication')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crm_replication')
\gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', 'crm_replication', :'replication_password')
\gexec
-- The administrator reads the notes, and dismantles.
GRANT "crm_replication" TO CURRENT_USER;
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), 'crm_replication')
\gexec
SELECT format('CREATE SCHEMA IF NOT EXISTS symmetricds AUTHORIZATION %I', 'crm_replication')
\gexec
-- It makes its tables where its sessions look first.
SELECT format('ALTER ROLE %I IN DATABASE %I SET search_path = symmetricds', 'crm_replication', current_database())
\gexec
-- The function of a trigger stands in the schema of its table.
GRANT USAGE, CREATE ON SCHEMA "public" TO "crm_replication";
GRANT SELECT, INSERT, UPDATE, DELETE, TRIGGER ON "public"."contacts",
      "public"."notes" TO "crm_replication";
SELECT 'crm_replication' AS "the replicator connects as", current_setting('mcgen.side') AS "on";
