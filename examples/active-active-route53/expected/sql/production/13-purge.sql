-- 13-purge.sql: removes rows that were deleted long ago, and old entries of the log of conflicts.
-- Runs on either side. README.md beside this file has the order.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
SET search_path = pg_catalog;
SET client_min_messages = notice;
SET statement_timeout = '660s';

\getenv mark MARK
\if :{?mark}
\else
DO $mcgen$ BEGIN RAISE EXCEPTION 'the environment variable MARK is not set'; END $mcgen$;
\endif
SELECT set_config('mcgen.mark', :'mark', false) AS ignored
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

-- The two directions, as they are seen from here.
SELECT set_config('mcgen.subscription', subscription, false) AS subscription, set_config('mcgen.slot', slot, false) AS slot,
    set_config('mcgen.other', other, false) AS other, peer_database
  FROM (VALUES
    ('aws', 'gcp', 'crm_gcp_to_aws', 'crm_aws_to_gcp', 'crm'),
    ('gcp', 'aws', 'crm_aws_to_gcp', 'crm_gcp_to_aws', 'crm')
  ) sides (side, other, subscription, slot, peer_database)
  WHERE side = current_setting('mcgen.side')
\gset
-- A mark is needed until no older write of its row can come: the other side is here with all it had, and
-- has all of this one.
-- Everything that the other side wrote before its mark is here.
DO $mcgen$
DECLARE
  seen text;
  marked timestamptz;
BEGIN
  IF current_setting('mcgen.mark') NOT LIKE current_setting('mcgen.other') || '-%' THEN
    RAISE EXCEPTION 'MARK is "%", and no mark of the other side', current_setting('mcgen.mark')
      USING HINT = 'Run 20-mark.sql on the other side.';
  END IF;
  FOR attempt IN 1..6000 LOOP
    SELECT m.mark, m.marked_at INTO seen, marked FROM mcgen.marks m WHERE m.site = current_setting('mcgen.other');
    EXIT WHEN seen = current_setting('mcgen.mark');
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF seen IS DISTINCT FROM current_setting('mcgen.mark') THEN
    RAISE EXCEPTION 'the mark % has not arrived, and this side is behind', current_setting('mcgen.mark')
      USING HINT = '10-health.sql shows why. An older mark than the last one never arrives.';
  END IF;
  IF marked < clock_timestamp() - interval '1 hour' THEN
    RAISE EXCEPTION 'the mark is of %', marked USING HINT = 'Make a new one with 20-mark.sql.';
  END IF;
END
$mcgen$;
-- Everything that was written here is on the other side.
DO $mcgen$
DECLARE
  fence pg_lsn := pg_current_wal_flush_lsn();
  slot record;
BEGIN
  FOR attempt IN 1..6000 LOOP
    SELECT active, confirmed_flush_lsn INTO slot FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the other side has no slot here, and would never get what is written'
        USING HINT = 'Run 06-join.sql on the other side.';
    END IF;
    EXIT WHEN slot.active AND slot.confirmed_flush_lsn >= fence;
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF NOT slot.active OR slot.confirmed_flush_lsn < fence THEN
    RAISE EXCEPTION 'the other side has confirmed %, and the log here ends at %', slot.confirmed_flush_lsn, fence
      USING HINT = '10-health.sql on the other side shows why.';
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
