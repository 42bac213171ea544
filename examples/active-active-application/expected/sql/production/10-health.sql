-- 10-health.sql: what waits to be sent, and an error when it waits for too long.
-- Runs on both databases. README.md beside this file has the order.

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
  IF side <> ALL (ARRAY['aws', 'gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'aws and gcp'
      USING HINT = 'These files were rendered for one direction. README.md says which.';
  END IF;
  PERFORM set_config('mcgen.side', side, false);
  IF current_database() <> (CASE side WHEN 'aws' THEN 'crm' ELSE 'crm' END) THEN
    RAISE EXCEPTION 'wrong database: %', current_database();
  END IF;
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
END
$mcgen$;

SELECT count(*) AS waiting, coalesce(clock_timestamp() - min(created_at), '0') AS "the oldest waits for",
    count(*) FILTER (WHERE taken_until > clock_timestamp()) AS taken
  FROM mcgen.outbox WHERE sent_at IS NULL;
SELECT (SELECT count(*) FROM mcgen.outbox WHERE sent_at > clock_timestamp() - interval '1 hour') AS "sent in the last hour",
    (SELECT count(*) FROM mcgen.inbox WHERE received_at > clock_timestamp() - interval '1 hour') AS "applied in the last hour";
DO $mcgen$
DECLARE
  oldest interval := (SELECT clock_timestamp() - min(created_at) FROM mcgen.outbox WHERE sent_at IS NULL);
BEGIN
  IF (SELECT role FROM mcgen.replication) <> 'open' THEN
    RAISE EXCEPTION 'unhealthy: this side is copied anew, and neither sends nor receives'
      USING HINT = 'The runbook of the re-seed ends with 32-open.sql.';
  END IF;
  IF oldest > interval '60 seconds' THEN
    RAISE EXCEPTION 'unhealthy: a message waits for %', oldest
      USING HINT = 'Nobody takes it, or the sender takes it and cannot send it: look at the log of the sender.';
  END IF;
END
$mcgen$;
