-- 40-dismantle.sql: removes outbox, inbox and functions; the rows of the application stay.
-- Runs on both databases. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv independent INDEPENDENT
\if :{?independent}
\else
\set independent ''
\endif
SELECT set_config('mcgen.independent', :'independent', false) AS ignored
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

DO $mcgen$
BEGIN
  IF current_setting('mcgen.independent') <> 'yes' THEN
    RAISE EXCEPTION 'INDEPENDENT is "%"', current_setting('mcgen.independent')
      USING HINT = 'Write yes: this side goes on alone. What waits in its outbox is forgotten.';
  END IF;
END
$mcgen$;
SET lock_timeout = '10s';
SET client_min_messages = warning;
BEGIN;
DROP FUNCTION IF EXISTS mcgen.send, mcgen.take_batch, mcgen.mark_sent, mcgen.receive, mcgen.head, mcgen.takes_clients;
DROP TABLE IF EXISTS mcgen.outbox, mcgen.inbox, mcgen.heads, mcgen.origins, mcgen.replication;
COMMIT;
SELECT current_setting('mcgen.side') AS "goes on alone";
