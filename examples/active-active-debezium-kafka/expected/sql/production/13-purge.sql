-- 13-purge.sql: removes rows that were deleted long ago, and old entries of the log of conflicts.
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
  IF role <> ALL (ARRAY['open']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'open'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The slot of the connector that reads this side, and the other side.
SELECT set_config('mcgen.slot', 'crm_debezium', false) AS slot,
    set_config('mcgen.other', CASE current_setting('mcgen.side') WHEN 'aws' THEN 'gcp' ELSE 'aws' END, false) AS other
\gset
-- A mark is needed until no older write of its row can come.
DO $mcgen$
BEGIN
  IF NOT EXISTS (SELECT FROM mcgen.marks WHERE site = current_setting('mcgen.other') AND marked_at > clock_timestamp() - interval '5 minutes') THEN
    RAISE EXCEPTION 'nothing comes from the other side now, and older writes of it may wait'
      USING HINT = '10-health.sql shows why.';
  END IF;
END
$mcgen$;
SET statement_timeout = 0;
DO $mcgen$
DECLARE
  name regclass;
  done bigint;
  purged bigint;
BEGIN
  FOREACH name IN ARRAY ARRAY['public.contacts']::text[]::regclass[] LOOP
    purged := 0;
    LOOP
      BEGIN
        EXECUTE format('DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE mc_deleted AND mc_ts < now() - $1 LIMIT 5000))', name)
          USING make_interval(secs => 2592000);
        GET DIAGNOSTICS done = ROW_COUNT;
      EXCEPTION WHEN foreign_key_violation THEN
        RAISE WARNING 'deleted rows of % stay, since others refer to them: %', name, SQLERRM;
        done := 0;
      END;
      COMMIT;
      purged := purged + done;
      EXIT WHEN done = 0;
    END LOOP;
    RAISE NOTICE '%: purged %', name, purged;
  END LOOP;
  DELETE FROM mcgen.conflicts WHERE logged_at < now() - make_interval(secs => 2592000);
END
$mcgen$;
