//! What a source reads from its slot, as the statements that the sink makes of it.

use std::collections::BTreeMap;

use crate::server::Server;

/// A table as the log describes it: its name, and its columns.
struct Relation {
    name: String,
    columns: Vec<String>,
}

impl Relation {
    fn upsert(&self, row: Vec<String>) -> String {
        assert!(!row.iter().any(|it| it == "UNCHANGED"), "{}", self.name);
        let row: Vec<_> = self.columns.iter().cloned().zip(row).collect();
        upsert(&self.name, &row)
    }
}

/// The bytes of one message of `pgoutput`.
struct Message<'a>(&'a [u8]);

impl Message<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let (head, tail) = self.0.split_first_chunk::<N>().unwrap();
        let head = *head;
        self.0 = tail;
        head
    }

    fn byte(&mut self) -> u8 {
        self.take::<1>()[0]
    }

    fn short(&mut self) -> usize {
        usize::from(u16::from_be_bytes(self.take()))
    }

    fn number(&mut self) -> u32 {
        u32::from_be_bytes(self.take())
    }

    fn text(&mut self) -> String {
        let end = self.0.iter().position(|it| *it == 0).unwrap();
        let text = String::from_utf8(self.0[..end].to_vec()).unwrap();
        self.0 = &self.0[end + 1..];
        text
    }

    /// The values of a row as literals of SQL.
    fn row(&mut self) -> Vec<String> {
        let count = self.short();
        let values = (0..count).map(|_| match self.byte() {
            b'n' => "NULL".to_owned(),
            b't' => {
                let length = usize::try_from(self.number()).unwrap();
                let text = String::from_utf8(self.0[..length].to_vec()).unwrap();
                self.0 = &self.0[length..];
                format!("'{}'", text.replace('\'', "''"))
            }
            // The old row has it, which is logged in whole.
            b'u' => "UNCHANGED".to_owned(),
            other => panic!("what is a value of kind {other}?"),
        });
        values.collect()
    }
}

/// Takes all that waits in the slot. A DELETE is left out, as `skipped.operations` does.
pub(super) fn take(server: &Server) -> Vec<String> {
    let read = "SELECT encode(data, 'hex') FROM pg_logical_slot_get_binary_changes('crm_debezium', NULL, NULL, \
        'proto_version', '1', 'publication_names', 'crm_publication')";
    let mut relations: BTreeMap<u32, Relation> = BTreeMap::new();
    let mut statements = Vec::new();
    for line in server.read(read).lines() {
        let bytes: Vec<u8> = (0..line.len())
            .step_by(2)
            .map(|it| u8::from_str_radix(&line[it..it + 2], 16).unwrap())
            .collect();
        let mut message = Message(&bytes);
        match message.byte() {
            b'R' => {
                let id = message.number();
                let name = format!("{}.{}", message.text(), message.text());
                message.byte();
                let columns = (0..message.short()).map(|_| {
                    message.byte();
                    let name = message.text();
                    message.take::<8>();
                    name
                });
                let columns = columns.collect();
                relations.insert(id, Relation { name, columns });
            }
            b'I' => {
                let relation = &relations[&message.number()];
                message.byte();
                statements.push(relation.upsert(message.row()));
            }
            b'U' => {
                let relation = &relations[&message.number()];
                let old = if message.byte() == b'N' {
                    Vec::new()
                } else {
                    let old = message.row();
                    message.byte();
                    old
                };
                let mut row = message.row();
                for (value, old) in row.iter_mut().zip(old) {
                    if value == "UNCHANGED" {
                        *value = old;
                    }
                }
                statements.push(relation.upsert(row));
            }
            _ => {}
        }
    }
    statements
}

/// What the JDBC sink makes of a row of `table`, columns with literals, with `insert.mode=upsert` and the key of the
/// record.
pub(super) fn upsert(table: &str, row: &[(String, String)]) -> String {
    let key = if table == "mcgen.marks" { "site" } else { "id" };
    let columns: Vec<String> = row.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let values: Vec<&str> = row.iter().map(|(_, value)| value.as_str()).collect();
    let changes: Vec<String> = row
        .iter()
        .filter(|(name, _)| name != key)
        .map(|(name, _)| format!("\"{name}\" = EXCLUDED.\"{name}\""))
        .collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT (\"{key}\") DO UPDATE SET {}",
        columns.join(", "),
        values.join(", "),
        changes.join(", ")
    )
}
