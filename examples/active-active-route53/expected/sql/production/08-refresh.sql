-- 08-refresh.sql: takes up tables that were added to the publication of the other side.
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
-- Tables that the publication of the other side has and the subscription has not yet. They begin empty on both sides.
DO $mcgen$
DECLARE
  name regclass;
  filled boolean;
BEGIN
  FOR name IN
    SELECT t::regclass FROM unnest(ARRAY['public.contacts', 'public.notes']::text[]) t
      WHERE t::regclass NOT IN (SELECT r.srrelid FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
        WHERE s.subname = current_setting('mcgen.subscription'))
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
    IF filled THEN
      RAISE EXCEPTION '% is not empty, and its rows would stay on this side', name
        USING HINT = 'Take the rows out, and insert them when both sides have run this file.';
    END IF;
  END LOOP;
END
$mcgen$;
SELECT format('ALTER SUBSCRIPTION %I REFRESH PUBLICATION WITH (copy_data = false)', :'subscription')
\gexec

SELECT r.srrelid::regclass AS "table", r.srsubstate AS state
  FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
  WHERE s.subname = :'subscription' ORDER BY r.srrelid::regclass::text;
