-- 31-cut.sql: makes old whatever the emptied side sent before.
-- Runs on the side that has the rows. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv other_side OTHER_SIDE
\if :{?other_side}
\else
\set other_side ''
\endif
SELECT set_config('mcgen.other_side', :'other_side', false) AS ignored
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
  IF role <> ALL (ARRAY['open']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'open'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

DO $mcgen$
BEGIN
  IF current_setting('mcgen.other_side') <> 'empty' THEN
    RAISE EXCEPTION 'OTHER_SIDE is "%"', current_setting('mcgen.other_side')
      USING HINT = 'Write empty when 30-empty.sql has run there. What it has sent so far and comes late is dropped.';
  END IF;
END
$mcgen$;
SET lock_timeout = '10s';
BEGIN;
-- Whoever applies the first message of an aggregate is waited for. No aggregate has so many messages: whatever comes
-- late has a lower number, also of an aggregate of which nothing came before.
UPDATE mcgen.origins SET above = above + 1000000000000 WHERE origin <> (SELECT site FROM mcgen.replication);
DELETE FROM mcgen.heads WHERE origin <> (SELECT site FROM mcgen.replication);
COMMIT;
SELECT origin AS "messages of", above AS "count above" FROM mcgen.origins WHERE origin <> (SELECT site FROM mcgen.replication);
