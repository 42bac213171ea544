-- 20-replay.sql: sends the messages of a span of time again.
-- Runs on the side that sends again. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '60s';

\getenv since SINCE
\if :{?since}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable SINCE is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.since', :'since', false) AS ignored
\gset

\getenv until UNTIL
\if :{?until}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable UNTIL is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.until', :'until', false) AS ignored
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

-- What was sent is sent again. The receiver applies what it lacks, and drops the rest.
WITH again AS (
  UPDATE mcgen.outbox SET sent_at = NULL, taken_until = NULL
    WHERE created_at >= current_setting('mcgen.since')::timestamptz
      AND created_at < current_setting('mcgen.until')::timestamptz
      AND sent_at IS NOT NULL
    RETURNING 1
)
SELECT count(*) AS "will be sent again" FROM again;
