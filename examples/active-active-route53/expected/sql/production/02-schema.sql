-- 02-schema.sql: the shared tables as text, to compare the two sides.
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

-- The same lines on both sides, or a side cannot apply what comes. Columns may stand in another order.
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '
SELECT name, part FROM (
  SELECT c.oid::regclass::text AS name,
    concat_ws(' ', 'column', a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN 'not null' END,
      CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
      CASE WHEN a.attgenerated <> '' THEN 'generated' ELSE 'default' END || ' ' || pg_get_expr(d.adbin, d.adrelid)) AS part
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.oid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
  UNION ALL
  SELECT k.conrelid::regclass::text, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k
    WHERE k.contype <> 'n' AND k.conrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
  UNION ALL
  SELECT i.indrelid::regclass::text, 'index ' || pg_get_indexdef(i.indexrelid)
    FROM pg_index i
    WHERE i.indrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
  UNION ALL
  SELECT t.tgrelid::regclass::text, pg_get_triggerdef(t.oid)
    FROM pg_trigger t
    WHERE NOT t.tgisinternal AND t.tgrelid = ANY (ARRAY['public.contacts', 'public.notes']::text[]::regclass[])
) schema ORDER BY name COLLATE "C", part COLLATE "C";
