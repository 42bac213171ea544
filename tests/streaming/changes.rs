//! What a source reads from its slot, as the statements that the sink makes of it.

use std::collections::BTreeMap;

use crate::server::Server;

/// A table as the log describes it: its name, and its columns.
struct Relation {
    name: String,
    columns: Vec<String>,
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
                statements.push(upsert(relation, &message.row()));
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
                statements.push(upsert(relation, &row));
            }
            _ => {}
        }
    }
    statements
}

/// What the JDBC sink makes of a row with `insert.mode=upsert` and the key of the record.
fn upsert(relation: &Relation, row: &[String]) -> String {
    assert!(!row.iter().any(|it| it == "UNCHANGED"), "{}", relation.name);
    let key = if relation.name == "mcgen.marks" {
        "site"
    } else {
        "id"
    };
    let columns: Vec<String> = relation
        .columns
        .iter()
        .map(|it| format!("\"{it}\""))
        .collect();
    let changes: Vec<String> = relation
        .columns
        .iter()
        .filter(|it| *it != key)
        .map(|it| format!("\"{it}\" = EXCLUDED.\"{it}\""))
        .collect();
    format!(
        "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (\"{key}\") DO UPDATE SET {}",
        relation.name,
        columns.join(", "),
        row.join(", "),
        changes.join(", ")
    )
}
