-- 21-pause.sql: takes no writes of its own, and goes on to follow.
-- Runs on either side. README.md beside this file has the order.

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
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE EXCEPTION 'this session is read-only'
      USING HINT = 'Run: export PGOPTIONS=''-c default_transaction_read_only=off''';
  END IF;
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
  IF role <> ALL (ARRAY['open', 'fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'open or fenced'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The two directions, as they are seen from here.
SELECT set_config('mcgen.subscription', subscription, false) AS subscription, set_config('mcgen.slot', slot, false) AS slot,
    set_config('mcgen.other', other, false) AS other, peer_database
  FROM (VALUES
    ('aws', 'gcp', 'crm_gcp_to_aws', 'crm_aws_to_gcp', 'crm'),
    ('gcp', 'aws', 'crm_aws_to_gcp', 'crm_gcp_to_aws', 'crm')
  ) sides (side, other, subscription, slot, peer_database)
  WHERE side = current_setting('mcgen.side')
\gset
-- What is being written is finished first; what comes over is applied all the while.
SET lock_timeout = '10s';
BEGIN;
ALTER TABLE "public"."contacts" ENABLE TRIGGER mcgen_fence;
ALTER TABLE "public"."notes" ENABLE TRIGGER mcgen_fence;
UPDATE mcgen.replication SET role = 'fenced', changed_at = now(), changed_by = session_user;
COMMIT;

SELECT r.role AS "this database is" FROM mcgen.replication r;
