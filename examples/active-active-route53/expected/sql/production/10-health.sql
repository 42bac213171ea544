-- 10-health.sql: both directions, their lag and the triggers; fails when something is wrong.
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
  IF role <> ALL (ARRAY['prepared', 'seeding', 'open', 'fenced']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'prepared or seeding or open or fenced'
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
-- What comes in.
SELECT s.subname AS subscription, s.subenabled AS enabled, t.pid AS worker, t.latest_end_lsn, t.latest_end_time,
    clock_timestamp() - t.latest_end_time AS age, c.apply_error_count AS errors
  FROM pg_subscription s
  JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
  LEFT JOIN pg_stat_subscription t ON t.subid = s.oid AND t.relid IS NULL
  LEFT JOIN pg_stat_subscription_stats c ON c.subid = s.oid;
-- What goes out. The lag is measured here, from what the other side has confirmed.
SELECT s.slot_name, s.active, s.wal_status,
    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn)) AS "not yet confirmed",
    pg_size_pretty(s.safe_wal_size) AS "log until it is lost", r.replay_lag, r.reply_time
  FROM pg_replication_slots s LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid
  WHERE s.database = current_database() ORDER BY s.slot_name;
SELECT site, mark, marked_at, beat_at, CASE WHEN site <> current_setting('mcgen.side') THEN arrived_at - beat_at END AS "arrived late by" FROM mcgen.marks ORDER BY site;
-- What the health path is told.
SELECT asked_at AS "last asked", returned_at AS "holds clients back since" FROM mcgen.gate;
SELECT count(*) FILTER (WHERE logged_at > now() - interval '1 hour') AS "conflicts in the last hour", count(*) AS "in the log" FROM mcgen.conflicts;

DO $mcgen$
DECLARE
  state text := (SELECT r.role FROM mcgen.replication r);
  sub record;
  slot record;
  names text;
BEGIN
  SELECT s.oid, s.subenabled, s.suborigin, t.pid INTO sub
    FROM pg_subscription s LEFT JOIN pg_stat_subscription t ON t.subid = s.oid AND t.relid IS NULL
    WHERE s.subname = current_setting('mcgen.subscription');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unhealthy: there is no subscription';
  ELSIF sub.suborigin <> 'none' THEN
    RAISE EXCEPTION 'unhealthy: the subscription sends back what came from here' USING HINT = 'ALTER SUBSCRIPTION ... SET (origin = none)';
  ELSIF NOT sub.subenabled THEN
    RAISE EXCEPTION 'unhealthy: the subscription is disabled';
  ELSIF sub.pid IS NULL THEN
    RAISE EXCEPTION 'unhealthy: no worker applies changes'
      USING HINT = 'The log of the server says why. After an error it begins anew every 5 seconds.';
  END IF;
  SELECT string_agg(srrelid::regclass::text, ', ') INTO names
    FROM pg_subscription_rel WHERE srsubid = sub.oid AND srsubstate <> 'r';
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: not yet copied: %', names;
  END IF;
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t
    WHERE to_regclass(t) NOT IN (SELECT srrelid FROM pg_subscription_rel WHERE srsubid = sub.oid);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: not in the subscription: %', names USING HINT = 'README.md has the order for a table more.';
  END IF;
  SELECT * INTO slot FROM pg_replication_slots WHERE slot_name = current_setting('mcgen.slot');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unhealthy: the other side has no slot here' USING HINT = 'One side must be seeded anew.';
  ELSIF slot.wal_status = 'lost' THEN
    RAISE EXCEPTION 'unhealthy: the slot is lost, the log behind it is gone' USING HINT = 'Seed the other side anew.';
  ELSIF NOT slot.active THEN
    RAISE EXCEPTION 'unhealthy: nobody reads the slot' USING HINT = 'See the other side and the link.';
  ELSIF slot.wal_status = 'unreserved' THEN
    RAISE EXCEPTION 'unhealthy: the slot is about to be lost';
  END IF;
  -- O: for writes of this side. R: for what is applied. D: off.
  SELECT string_agg(format('%s of %s', wanted.name, t), ', ') INTO names
    FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t
    CROSS JOIN (VALUES ('mcgen_stamp', 'O'), ('mcgen_whole', 'O'), ('mcgen_key', 'O'), ('mcgen_truncate', 'O'), ('mcgen_bury', 'O'),
      ('mcgen_apply', CASE state WHEN 'seeding' THEN 'D' ELSE 'R' END),
      ('mcgen_fence', CASE WHEN state IN ('seeding', 'fenced') THEN 'O' ELSE 'D' END)) wanted (name, fires)
    WHERE NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t::regclass AND g.tgname = wanted.name AND g.tgenabled::text = wanted.fires);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: these triggers are not as they must be: %', names USING HINT = 'Run 03-tables.sql.';
  END IF;
END
$mcgen$;
