//! The code of the two functions that carry messages between the clouds. It stands beside the stack that packs it;
//! what differs from one environment to another comes to it as variables of the function.

use mcgen_model::Environment;
use minijinja::Value;

use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The files, by their name beside the stack.
const FILES: [&str; 2] = ["from_gcp.py", "to_gcp.py"];

/// The functions of `environment` by their path in the tree; none where no messages are sent.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let strategy = environment.strategy.active_active();
    if strategy.and_then(|it| it.mechanism.messages()).is_none() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for name in FILES {
        let (path, text) = library.template(&format!("messages/{name}.j2"))?;
        let text = engine.render(path, text, &Value::UNDEFINED)?.into_owned();
        let folder = format!("environments/messages/{}", environment.name);
        files.push((format!("{folder}/{name}"), text));
    }
    Ok(files)
}
