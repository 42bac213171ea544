-- 11-conflicts.sql: how many writes lost, and what was in the last ones.
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

-- Each conflict is logged once, on the side where the losing write arrived.
SELECT table_name AS "table", lost_site AS "written on", count(*) AS conflicts,
    count(*) FILTER (WHERE logged_at > now() - interval '1 hour') AS "in the last hour", max(logged_at) AS last
  FROM mcgen.conflicts GROUP BY table_name, lost_site ORDER BY conflicts DESC;

-- What was lost in the last ones, column by column.
SELECT c.id, c.logged_at, c.table_name AS "table", l.key AS "column", l.value AS lost, c.kept -> l.key AS kept
  FROM (SELECT * FROM mcgen.conflicts ORDER BY id DESC LIMIT 20) c
  CROSS JOIN jsonb_each(c.lost) l
  WHERE l.value IS DISTINCT FROM c.kept -> l.key AND l.key NOT IN ('mc_ts', 'mc_site')
  ORDER BY c.id DESC, l.key;
