-- 02-messages.sql: outbox, inbox and their functions.
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

SET client_min_messages = warning;
BEGIN;
CREATE SCHEMA IF NOT EXISTS mcgen;
CREATE TABLE IF NOT EXISTS mcgen.replication (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  site text NOT NULL,
  role text NOT NULL DEFAULT 'open' CHECK (role IN ('open', 'seeding')),
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE mcgen.replication IS 'Which side this database is, and whether it has its rows. The files of mcgen keep it.';
INSERT INTO mcgen.replication (site) VALUES (current_setting('mcgen.side')) ON CONFLICT DO NOTHING;

-- Which messages are in the rows of this side. A copy of the rows is a copy of these two tables too.
CREATE TABLE IF NOT EXISTS mcgen.origins (origin text PRIMARY KEY, above bigint NOT NULL);
COMMENT ON TABLE mcgen.origins IS 'Above which number the messages of a side count. It rises when that side is copied anew.';
INSERT INTO mcgen.origins
  SELECT origin, 0 FROM (VALUES ('aws'), ('gcp')) sides (origin)
    WHERE (SELECT role FROM mcgen.replication) = 'open'
  ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS mcgen.heads (
  origin text NOT NULL, aggregate text NOT NULL, last bigint NOT NULL, PRIMARY KEY (origin, aggregate)
);
COMMENT ON TABLE mcgen.heads IS 'Up to which number of each aggregate the messages of a side are in the rows of this one.';

CREATE TABLE IF NOT EXISTS mcgen.outbox (
  id uuid PRIMARY KEY,
  origin text NOT NULL,
  -- The ordering key of Pub/Sub and the message group of SQS, of which the shorter one (128) counts.
  aggregate text NOT NULL CONSTRAINT outbox_aggregate CHECK (aggregate ~ '^[!-~]{1,128}$'),
  sequence bigint NOT NULL,
  -- SNS takes 256 KiB. Base64 makes four bytes of three, and the message has its numbers besides.
  payload jsonb NOT NULL CONSTRAINT outbox_fits CHECK (octet_length(payload::text) <= 180000),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  taken_until timestamptz,
  sent_at timestamptz,
  UNIQUE (aggregate, sequence)
);
CREATE INDEX IF NOT EXISTS outbox_unsent ON mcgen.outbox (aggregate, sequence) WHERE sent_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_sent ON mcgen.outbox (sent_at) WHERE sent_at IS NOT NULL;
COMMENT ON TABLE mcgen.outbox IS 'What this side has to tell the other one. The purge of mcgen keeps it for 30d.';

CREATE TABLE IF NOT EXISTS mcgen.inbox (
  id uuid PRIMARY KEY,
  aggregate text NOT NULL,
  sequence bigint NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX IF NOT EXISTS inbox_received ON mcgen.inbox (received_at);
COMMENT ON TABLE mcgen.inbox IS 'What came from the other side and was applied.';

-- The last number of an aggregate, whose row stays locked. An aggregate that is new begins where the numbers of
-- its side begin: what moves that beginning waits for this transaction, or is waited for.
CREATE OR REPLACE FUNCTION mcgen.head(of_origin text, of_aggregate text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  had bigint;
BEGIN
  IF (SELECT role FROM mcgen.replication) = 'open' THEN
    SELECT last INTO had FROM mcgen.heads WHERE origin = of_origin AND aggregate = of_aggregate FOR UPDATE;
    IF had IS NULL THEN
      INSERT INTO mcgen.heads
        SELECT origin, of_aggregate, above FROM mcgen.origins WHERE origin = of_origin FOR SHARE
        ON CONFLICT DO NOTHING;
      SELECT last INTO had FROM mcgen.heads WHERE origin = of_origin AND aggregate = of_aggregate FOR UPDATE;
    END IF;
  END IF;
  IF had IS NULL THEN
    RAISE EXCEPTION 'messages of % do not count on this side now', of_origin
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = 'While its rows are copied anew a side neither sends nor receives: SELECT * FROM mcgen.replication.';
  END IF;
  RETURN had;
END $$;

-- Called in the transaction of the change. The row of the aggregate stays locked until the commit, so that
-- the order of the numbers is the order of the commits. The same id again changes nothing.
CREATE OR REPLACE FUNCTION mcgen.send(message uuid, of_aggregate text, body jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  side text := (SELECT site FROM mcgen.replication);
  number bigint := mcgen.head(side, of_aggregate) + 1;
  known mcgen.outbox;
BEGIN
  SELECT * INTO known FROM mcgen.outbox WHERE id = message;
  IF FOUND THEN
    IF known.aggregate <> of_aggregate OR known.payload <> body THEN
      RAISE EXCEPTION 'message % was sent before with another content', message;
    END IF;
    RETURN known.sequence;
  END IF;
  UPDATE mcgen.heads SET last = number WHERE origin = side AND aggregate = of_aggregate;
  INSERT INTO mcgen.outbox (id, origin, aggregate, sequence, payload)
    VALUES (message, side, of_aggregate, number, body);
  RETURN number;
END $$;

-- Takes messages for `lease`. An aggregate of which one is taken elsewhere is left out as a whole: a later
-- message never overtakes an earlier one.
CREATE OR REPLACE FUNCTION mcgen.take_batch(most integer, lease interval DEFAULT '1 minute') RETURNS SETOF mcgen.outbox
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head text;
  left_over integer := most;
  got integer;
BEGIN
  FOR head IN
    SELECT h.aggregate FROM mcgen.heads h
      WHERE h.origin = (SELECT site FROM mcgen.replication)
        AND EXISTS (SELECT FROM mcgen.outbox o WHERE o.aggregate = h.aggregate AND o.sent_at IS NULL)
      FOR UPDATE SKIP LOCKED
  LOOP
    EXIT WHEN left_over <= 0;
    -- A new statement, and so a new snapshot: it sees a lease that was committed before the lock was had.
    CONTINUE WHEN EXISTS (SELECT FROM mcgen.outbox o
      WHERE o.aggregate = head AND o.sent_at IS NULL AND o.taken_until > clock_timestamp());
    RETURN QUERY
      WITH next AS (
        SELECT o.id FROM mcgen.outbox o WHERE o.aggregate = head AND o.sent_at IS NULL ORDER BY o.sequence LIMIT left_over
      ), taken AS (
        UPDATE mcgen.outbox o SET taken_until = clock_timestamp() + lease FROM next WHERE o.id = next.id RETURNING o.*
      )
      SELECT * FROM taken ORDER BY sequence;
    GET DIAGNOSTICS got = ROW_COUNT;
    left_over := left_over - got;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION mcgen.mark_sent(messages uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH marked AS (
    UPDATE mcgen.outbox SET sent_at = clock_timestamp(), taken_until = NULL
      WHERE id = ANY (messages) AND sent_at IS NULL RETURNING 1
  )
  SELECT count(*) FROM marked
$$;

-- Called in the transaction that applies. `apply`: do it. `duplicate`, `own`: acknowledge and do nothing.
-- `early`: do not acknowledge, one before it is missing.
CREATE OR REPLACE FUNCTION mcgen.receive(message uuid, from_side text, of_aggregate text, number bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  had bigint;
BEGIN
  IF from_side = (SELECT site FROM mcgen.replication) THEN
    RETURN 'own';
  END IF;
  had := mcgen.head(from_side, of_aggregate);
  IF number <= had THEN
    RETURN 'duplicate';
  ELSIF number > had + 1 THEN
    RETURN 'early';
  END IF;
  INSERT INTO mcgen.inbox (id, aggregate, sequence) VALUES (message, of_aggregate, number);
  UPDATE mcgen.heads SET last = number WHERE origin = from_side AND aggregate = of_aggregate;
  RETURN 'apply';
END $$;

-- What the health path of the application asks. It does not know what the other side has sent.
CREATE OR REPLACE FUNCTION mcgen.takes_clients() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT role = 'open' AND NOT current_setting('transaction_read_only')::boolean FROM mcgen.replication
$$;

-- The members of the role do what these functions do, and nothing else.
REVOKE ALL ON SCHEMA mcgen FROM PUBLIC;
GRANT USAGE ON SCHEMA mcgen TO "crm_messages";
REVOKE ALL ON FUNCTION mcgen.head, mcgen.send, mcgen.take_batch, mcgen.mark_sent, mcgen.receive, mcgen.takes_clients FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mcgen.send, mcgen.take_batch, mcgen.mark_sent, mcgen.receive, mcgen.takes_clients TO "crm_messages";
COMMIT;
SELECT site AS "messages of this side have the origin" FROM mcgen.replication;
