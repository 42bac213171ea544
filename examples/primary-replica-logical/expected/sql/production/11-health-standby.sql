-- 11-health-standby.sql: the subscription and its tables; fails when something is wrong.
-- Runs on the standby, Cloud SQL (gcp). README.md beside this file has the order.

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
  IF side <> ALL (ARRAY['gcp']::text[]) THEN
    RAISE EXCEPTION 'wrong side: this is the database on %, and this file is for %', side, 'gcp'
      USING HINT = 'These files were rendered for one direction. README.md says which.';
  END IF;
  PERFORM set_config('mcgen.side', side, false);
  IF current_database() <> (CASE side WHEN 'aws' THEN 'crm' ELSE 'crm' END) THEN
    RAISE EXCEPTION 'wrong database: %', current_database();
  END IF;
  IF to_regclass('mcgen.replication') IS NOT NULL THEN
    EXECUTE 'SELECT r.role FROM mcgen.replication r' INTO role;
  END IF;
  IF role <> ALL (ARRAY['standby']::text[]) THEN
    RAISE EXCEPTION 'wrong order: this database is "%", and this file runs where it is %', role, 'standby'
      USING HINT = 'SELECT * FROM mcgen.replication shows since when. README.md has the order.';
  END IF;
END
$mcgen$;

SELECT s.subname AS subscription, s.subenabled AS enabled, t.pid AS worker, t.received_lsn,
    t.latest_end_lsn, t.latest_end_time, clock_timestamp() - t.latest_end_time AS age
  FROM pg_subscription s
  JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
  LEFT JOIN pg_stat_subscription t ON t.subid = s.oid AND t.relid IS NULL;

-- i: not begun, d: being copied, f: copied, s: catching up, r: follows.
SELECT r.srrelid::regclass AS "table", r.srsubstate AS state
  FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
  WHERE s.subname = 'crm_aws_to_gcp' ORDER BY r.srrelid::regclass::text;

-- Errors stand in the log of the server, with the LSN to skip ("finished at").
SELECT apply_error_count, sync_error_count FROM pg_stat_subscription_stats WHERE subname = 'crm_aws_to_gcp';

DO $mcgen$
DECLARE
  sub record;
  names text;
BEGIN
  SELECT s.oid, s.subenabled, t.pid INTO sub
    FROM pg_subscription s
    LEFT JOIN pg_stat_subscription t ON t.subid = s.oid AND t.relid IS NULL
    WHERE s.subname = 'crm_aws_to_gcp';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unhealthy: there is no subscription';
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
  SELECT string_agg(t, ', ') INTO names FROM unnest(ARRAY['public.accounts', 'public.orders']::text[]) t
    WHERE to_regclass(t) NOT IN (SELECT srrelid FROM pg_subscription_rel WHERE srsubid = sub.oid);
  IF names IS NOT NULL THEN
    RAISE EXCEPTION 'unhealthy: not in the subscription: %', names
      USING HINT = 'Run 02-publisher.sql on the primary, then 06-refresh.sql here.';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
      WHERE d.datname = current_database() AND s.setrole = 0 AND 'default_transaction_read_only=on' = ANY (s.setconfig)) THEN
    RAISE EXCEPTION 'unhealthy: the fence is down, the standby takes writes'
      USING HINT = 'Run 04-fence-standby.sql.';
  END IF;
END
$mcgen$;
