-- 10-health.sql: slot, lag, publication and triggers; fails when something is wrong.
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
  IF role <> ALL (ARRAY['prepared', 'open']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'prepared or open'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

-- The slot of the connector that reads this side, and the other side.
SELECT set_config('mcgen.slot', 'crm_debezium', false) AS slot,
    set_config('mcgen.other', CASE current_setting('mcgen.side') WHEN 'aws' THEN 'gcp' ELSE 'aws' END, false) AS other
\gset
-- What goes out: what the source has not yet handed to Kafka.
SELECT s.slot_name, s.active, s.wal_status,
    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn)) AS "not yet in Kafka",
    pg_size_pretty(s.safe_wal_size) AS "log until it is lost"
  FROM pg_replication_slots s WHERE s.database = current_database() ORDER BY s.slot_name;
-- What comes in: each side writes its row once a minute.
SELECT site, marked_at, clock_timestamp() - marked_at AS age FROM mcgen.marks ORDER BY site;
SELECT count(*) FILTER (WHERE logged_at > now() - interval '1 hour') AS "conflicts in the last hour", count(*) AS "in the log" FROM mcgen.conflicts;

DO $mcgen$
DECLARE
  slot record;
  seen timestamptz;
  names text;
BEGIN
  SELECT * INTO slot FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unhealthy: no source has a slot here' USING HINT = 'Does its connector run?';
  ELSIF slot.wal_status = 'lost' THEN
    RAISE EXCEPTION 'unhealthy: the slot is lost, the log behind it is gone' USING HINT = 'Run 30-drop-slot.sql.';
  ELSIF NOT slot.active THEN
    RAISE EXCEPTION 'unhealthy: nobody reads the slot' USING HINT = 'The log group of the connectors says why.';
  ELSIF slot.wal_status = 'unreserved' THEN
    RAISE EXCEPTION 'unhealthy: the slot is about to be lost';
  END IF;
  SELECT marked_at INTO seen FROM mcgen.marks WHERE site = current_setting('mcgen.other');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unhealthy: nothing has come from the other side';
  ELSIF seen < clock_timestamp() - interval '5 minutes' THEN
    RAISE EXCEPTION 'unhealthy: nothing has come from the other side since %', seen
      USING HINT = 'See the source of the other side, the sink of this one, and the clocks.';
  END IF;
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t
    WHERE NOT EXISTS (SELECT FROM pg_publication_tables p WHERE p.pubname = 'crm_publication'
      AND to_regclass(format('%I.%I', p.schemaname, p.tablename)) = to_regclass(t) AND p.rowfilter LIKE '%mc_site%');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: not in the publication, or without its filter: %', names USING HINT = 'Run 04-publication.sql.';
  END IF;
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t JOIN pg_class c ON c.oid = t::regclass WHERE c.relreplident <> 'f';
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: the log lacks the old rows of %', names USING HINT = 'Run 03-tables.sql.';
  END IF;
  SELECT string_agg(format('%s of %s', wanted.name, t), ', ') INTO names
    FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t
    CROSS JOIN (VALUES ('mcgen_stamp'), ('mcgen_arrive'), ('mcgen_key'), ('mcgen_truncate'), ('mcgen_bury')) wanted (name)
    WHERE NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t::regclass AND g.tgname = wanted.name AND g.tgenabled = 'O');
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: these triggers are not as they must be: %', names USING HINT = 'Run 03-tables.sql.';
  END IF;
END
$mcgen$;
