-- The tables of SymmetricDS that mcgen writes to or reads, with the columns, keys and references that SymmetricDS
-- documents for them (symmetric-schema.xml, from which the appendix of its user guide is made:
-- https://github.com/JumpMind/symmetric-ds/blob/00246c8866c7b44f38aa0bf8ca24d834f0d40150/symmetric-core/src/main/resources/symmetric-schema.xml).
-- Written by hand for the test: BOOLEANINT is smallint here, LONGVARCHAR is text. SymmetricDS itself makes them otherwise.
CREATE TABLE IF NOT EXISTS sym_node_group (
  node_group_id varchar(50) PRIMARY KEY,
  description varchar(255),
  create_time timestamp, last_update_by varchar(50), last_update_time timestamp
);
CREATE TABLE IF NOT EXISTS sym_node_group_link (
  source_node_group_id varchar(50) NOT NULL REFERENCES sym_node_group,
  target_node_group_id varchar(50) NOT NULL REFERENCES sym_node_group,
  data_event_action char(1) NOT NULL DEFAULT 'W',
  sync_config_enabled smallint NOT NULL DEFAULT 1,
  create_time timestamp, last_update_by varchar(50), last_update_time timestamp,
  PRIMARY KEY (source_node_group_id, target_node_group_id)
);
CREATE TABLE IF NOT EXISTS sym_node (
  node_id varchar(50) PRIMARY KEY,
  node_group_id varchar(50) NOT NULL,
  external_id varchar(255) NOT NULL,
  sync_enabled smallint DEFAULT 0,
  sync_url varchar(255), schema_version varchar(50), symmetric_version varchar(50), database_type varchar(50),
  database_version varchar(50), heartbeat_time timestamp, timezone_offset varchar(6),
  batch_to_send_count integer DEFAULT 0, batch_in_error_count integer DEFAULT 0,
  created_at_node_id varchar(50), deployment_type varchar(50)
);
CREATE TABLE IF NOT EXISTS sym_node_identity (
  node_id varchar(50) PRIMARY KEY REFERENCES sym_node
);
CREATE TABLE IF NOT EXISTS sym_node_security (
  node_id varchar(50) PRIMARY KEY REFERENCES sym_node,
  node_password varchar(50) NOT NULL,
  registration_enabled smallint DEFAULT 0, registration_time timestamp,
  initial_load_enabled smallint DEFAULT 0, initial_load_time timestamp, initial_load_id bigint, initial_load_create_by varchar(255),
  rev_initial_load_enabled smallint DEFAULT 0, rev_initial_load_time timestamp, rev_initial_load_id bigint, rev_initial_load_create_by varchar(255),
  created_at_node_id varchar(50)
);
CREATE TABLE IF NOT EXISTS sym_channel (
  channel_id varchar(128) PRIMARY KEY,
  processing_order integer NOT NULL DEFAULT 1,
  max_batch_size integer NOT NULL DEFAULT 1000,
  max_batch_to_send integer NOT NULL DEFAULT 60,
  max_data_to_route integer NOT NULL DEFAULT 100000,
  extract_period_millis integer NOT NULL DEFAULT 0,
  enabled smallint NOT NULL DEFAULT 1,
  use_old_data_to_route smallint NOT NULL DEFAULT 1,
  use_row_data_to_route smallint NOT NULL DEFAULT 1,
  use_pk_data_to_route smallint NOT NULL DEFAULT 1,
  reload_flag smallint NOT NULL DEFAULT 0,
  file_sync_flag smallint NOT NULL DEFAULT 0,
  contains_big_lob smallint NOT NULL DEFAULT 0,
  batch_algorithm varchar(50) NOT NULL DEFAULT 'default',
  data_loader_type varchar(50) NOT NULL DEFAULT 'default',
  description varchar(255),
  create_time timestamp, last_update_by varchar(50), last_update_time timestamp
);
-- SymmetricDS makes this channel by itself.
INSERT INTO sym_channel (channel_id, reload_flag) VALUES ('reload', 1) ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS sym_router (
  router_id varchar(50) PRIMARY KEY,
  target_catalog_name varchar(255), target_schema_name varchar(255), target_table_name varchar(255),
  source_node_group_id varchar(50) NOT NULL,
  target_node_group_id varchar(50) NOT NULL,
  router_type varchar(50), router_expression text,
  sync_on_update smallint NOT NULL DEFAULT 1, sync_on_insert smallint NOT NULL DEFAULT 1, sync_on_delete smallint NOT NULL DEFAULT 1,
  use_source_catalog_schema smallint NOT NULL DEFAULT 1,
  create_time timestamp NOT NULL, last_update_by varchar(50), last_update_time timestamp NOT NULL,
  FOREIGN KEY (source_node_group_id, target_node_group_id) REFERENCES sym_node_group_link
);
CREATE TABLE IF NOT EXISTS sym_trigger (
  trigger_id varchar(128) PRIMARY KEY,
  source_catalog_name varchar(255), source_schema_name varchar(255), source_table_name varchar(255) NOT NULL,
  channel_id varchar(128) NOT NULL REFERENCES sym_channel,
  reload_channel_id varchar(128) NOT NULL DEFAULT 'reload' REFERENCES sym_channel,
  sync_on_update smallint NOT NULL DEFAULT 1, sync_on_insert smallint NOT NULL DEFAULT 1, sync_on_delete smallint NOT NULL DEFAULT 1,
  sync_on_incoming_batch smallint NOT NULL DEFAULT 0,
  name_for_update_trigger varchar(255), name_for_insert_trigger varchar(255), name_for_delete_trigger varchar(255),
  sync_on_update_condition text, sync_on_insert_condition text, sync_on_delete_condition text,
  custom_on_update_text text, custom_on_insert_text text, custom_on_delete_text text,
  external_select text, tx_id_expression text, channel_expression text, excluded_column_names text, sync_key_names text,
  use_stream_lobs smallint NOT NULL DEFAULT 0, use_capture_lobs smallint NOT NULL DEFAULT 0,
  use_capture_old_data smallint NOT NULL DEFAULT 1, use_handle_key_updates smallint NOT NULL DEFAULT 0,
  create_time timestamp NOT NULL, last_update_by varchar(50), last_update_time timestamp NOT NULL
);
CREATE TABLE IF NOT EXISTS sym_trigger_router (
  trigger_id varchar(128) NOT NULL REFERENCES sym_trigger,
  router_id varchar(50) NOT NULL REFERENCES sym_router,
  enabled smallint NOT NULL DEFAULT 1,
  initial_load_order integer NOT NULL DEFAULT 1,
  initial_load_select text, initial_load_delete_stmt text, initial_load_batch_count integer DEFAULT 1,
  ping_back_enabled smallint NOT NULL DEFAULT 0,
  create_time timestamp NOT NULL, last_update_by varchar(50), last_update_time timestamp NOT NULL,
  PRIMARY KEY (trigger_id, router_id)
);
CREATE TABLE IF NOT EXISTS sym_conflict (
  conflict_id varchar(50) PRIMARY KEY,
  source_node_group_id varchar(50) NOT NULL,
  target_node_group_id varchar(50) NOT NULL,
  target_channel_id varchar(128), target_catalog_name varchar(255), target_schema_name varchar(255), target_table_name varchar(255),
  detect_type varchar(128) NOT NULL, detect_expression text,
  resolve_type varchar(128) NOT NULL,
  ping_back varchar(128) NOT NULL,
  resolve_changes_only smallint DEFAULT 0, resolve_row_only smallint DEFAULT 0,
  create_time timestamp NOT NULL, last_update_by varchar(50), last_update_time timestamp NOT NULL,
  FOREIGN KEY (source_node_group_id, target_node_group_id) REFERENCES sym_node_group_link
);
CREATE TABLE IF NOT EXISTS sym_data (
  data_id bigserial PRIMARY KEY,
  table_name varchar(255) NOT NULL, event_type char(1) NOT NULL,
  row_data text, pk_data text, old_data text,
  trigger_hist_id integer NOT NULL, channel_id varchar(128), transaction_id varchar(255), source_node_id varchar(50),
  external_data varchar(50), node_list varchar(255), create_time timestamp
);
CREATE TABLE IF NOT EXISTS sym_data_event (
  data_id bigint NOT NULL, batch_id bigint NOT NULL, router_id varchar(50) NOT NULL, create_time timestamp,
  PRIMARY KEY (data_id, batch_id, router_id)
);
-- Of the tables of batches, the columns that are read.
CREATE TABLE IF NOT EXISTS sym_outgoing_batch (
  batch_id bigint NOT NULL, node_id varchar(50) NOT NULL, channel_id varchar(128), status char(2), error_flag smallint DEFAULT 0, sql_message text,
  PRIMARY KEY (batch_id, node_id)
);
CREATE TABLE IF NOT EXISTS sym_incoming_batch (
  batch_id bigint NOT NULL, node_id varchar(50) NOT NULL, channel_id varchar(128), status char(2),
  fallback_insert_count bigint NOT NULL DEFAULT 0, fallback_update_count bigint NOT NULL DEFAULT 0, missing_delete_count bigint NOT NULL DEFAULT 0,
  last_update_time timestamp,
  PRIMARY KEY (batch_id, node_id)
);
