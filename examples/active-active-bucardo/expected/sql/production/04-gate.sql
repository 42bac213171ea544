-- 04-gate.sql: what the health path asks: whether this side has caught up and takes clients.
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
END
$mcgen$;

CREATE SCHEMA IF NOT EXISTS mcgen;

-- What one side tells the other, by the way of all changes: each writes its own row only.
CREATE TABLE IF NOT EXISTS mcgen.marks (
  site text COLLATE "C" PRIMARY KEY,
  mark text NOT NULL,
  marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE mcgen.marks IS 'A row of each side, which it writes and the other one sees.';

-- What the health path of the application asks: whether clients may come. A side that was away holds them back until
-- it has caught up; one whose other side is away does not.
CREATE TABLE IF NOT EXISTS mcgen.gate (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  site text COLLATE "C" NOT NULL,
  asked_at timestamptz,
  returned_at timestamptz
);
COMMENT ON TABLE mcgen.gate IS 'When clients were last asked for, and since when this side catches up.';
-- A side without rows waits for those of the other one, however long that takes.
INSERT INTO mcgen.gate (site, returned_at)
  VALUES (current_setting('mcgen.side'), CASE WHEN NOT (EXISTS (SELECT FROM "public"."contacts") OR EXISTS (SELECT FROM "public"."notes")) THEN timestamptz 'infinity' END) ON CONFLICT DO NOTHING;

-- A side that is asked tells the other one when. How late that arrives is how far behind the other one is.
ALTER TABLE mcgen.marks ADD COLUMN IF NOT EXISTS beat_at timestamptz, ADD COLUMN IF NOT EXISTS arrived_at timestamptz;
CREATE OR REPLACE FUNCTION mcgen.beat_arrives() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.beat_at IS DISTINCT FROM OLD.beat_at THEN
    NEW.arrived_at := clock_timestamp();
  ELSE
    NEW.arrived_at := OLD.arrived_at;
  END IF;
  RETURN NEW;
END
$body$;
REVOKE ALL ON FUNCTION mcgen.beat_arrives() FROM PUBLIC;
CREATE OR REPLACE TRIGGER mcgen_beat_arrives BEFORE INSERT OR UPDATE ON mcgen.marks
  FOR EACH ROW EXECUTE FUNCTION mcgen.beat_arrives();
ALTER TABLE mcgen.marks ENABLE ALWAYS TRIGGER mcgen_beat_arrives;

CREATE OR REPLACE FUNCTION mcgen.takes_clients() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  moment timestamptz := clock_timestamp();
  gate record;
  beat record;
  since timestamptz;
BEGIN
  IF current_setting('transaction_read_only')::boolean THEN
    RETURN false;
  END IF;
  -- One session at a time decides; the others take what it found. Without a row there is no other side.
  SELECT g.site, g.asked_at, g.returned_at INTO gate FROM mcgen.gate g FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NOT EXISTS (SELECT FROM mcgen.gate g WHERE g.returned_at IS NOT NULL);
  END IF;
  since := gate.returned_at;
  IF since IS NULL AND gate.asked_at < moment - interval '120 seconds' THEN
    since := moment;
  END IF;
  IF since IS NOT NULL THEN
    SELECT m.beat_at, m.arrived_at INTO beat FROM mcgen.marks m WHERE m.site <> gate.site AND m.beat_at IS NOT NULL;
    -- It is here again when what arrives is young. When nothing arrives for long, there is nobody to wait for.
    IF (beat.arrived_at > moment - interval '120 seconds' AND beat.arrived_at - beat.beat_at <= interval '30 seconds')
        OR greatest(since, beat.arrived_at) < moment - interval '3600 seconds' THEN
      since := NULL;
    END IF;
  END IF;
  IF since IS DISTINCT FROM gate.returned_at OR gate.asked_at IS NULL OR gate.asked_at < moment - interval '5 seconds' THEN
    UPDATE mcgen.gate SET asked_at = moment, returned_at = since;
    INSERT INTO mcgen.marks AS m (site, mark, beat_at) VALUES (gate.site, '', moment)
      ON CONFLICT (site) DO UPDATE SET beat_at = excluded.beat_at;
  END IF;
  RETURN since IS NULL;
END
$body$;
GRANT USAGE ON SCHEMA mcgen TO PUBLIC;

-- The replicator carries the table with the shared ones: a beat comes with or behind what was changed before it.
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER ON mcgen.marks TO "crm_replication";
SELECT g.site AS "this side is", g.returned_at AS "holds clients back since" FROM mcgen.gate g;
