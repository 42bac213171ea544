use std::collections::BTreeMap;

/// The commands of a README by the title of their section, in order.
pub(crate) fn commands(readme: &str) -> BTreeMap<String, Vec<String>> {
    let mut sections: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut section, mut inside) = (String::new(), false);
    for line in readme.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut section);
        } else if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            sections
                .entry(section.clone())
                .or_default()
                .push(command.to_owned());
        }
    }
    sections
}
