-- 30-empty.sql: closes a side and empties its tables, outbox and inbox.
-- Runs on the side that is copied anew. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv salvaged SALVAGED
\if :{?salvaged}
\else
\set salvaged ''
\endif
SELECT set_config('mcgen.salvaged', :'salvaged', false) AS ignored
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
  IF role <> ALL (ARRAY['open', 'seeding']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'open or seeding'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
BEGIN
  IF current_setting('mcgen.salvaged') <> 'yes' THEN
    RAISE EXCEPTION 'SALVAGED is "%"', current_setting('mcgen.salvaged')
      USING HINT = 'This database may hold the only copy of its last writes: dump its rows and its outbox first, then write yes.';
  END IF;
END
$mcgen$;
SET lock_timeout = '10s';
BEGIN;
-- From here on this side neither sends nor receives. What still does either is waited for.
UPDATE mcgen.replication SET role = 'seeding', changed_at = now(), changed_by = session_user;
TRUNCATE mcgen.outbox, mcgen.inbox, mcgen.heads, mcgen.origins,
      "public"."accounts",
      "public"."notes";
COMMIT;
SELECT r.role AS "this database is", 'empty' AS tables FROM mcgen.replication r;
