//! Data sources and ephemeral resources.

use mcgen_schema::Kind;

use crate::definition::Definition;
use crate::fill::{Fill, Seed};
use crate::known_data;
use crate::provider::{Connection, Fault};
use crate::resource::as_read;
use crate::settings::Settings;
use crate::value::Value;
use crate::wire;

impl Connection {
    pub(crate) fn read_data(&self, request: &wire::TypedConfig) -> Result<wire::ReadData, Fault> {
        let definition = self.definition(Kind::DataSource, &request.type_name)?;
        let config = Value::decode(request.config.as_ref())?;
        let doing = format!("reading `{}`", definition.name);
        let outage = self
            .outage(&doing)
            .filter(|_| !known_data::is_local(definition.name));
        if let Some(outage) = outage {
            return Ok(wire::ReadData {
                state: None,
                diagnostics: vec![outage],
            });
        }
        let settings = self.settings();
        let mut planned = as_read(&definition, &config);
        settings.impose(definition.block, &config, &Value::Null, &mut planned);
        self.take_over(Kind::DataSource, &definition, &config, &mut planned);
        known_data::decide(&definition, &settings, &config, &mut planned);
        let state = self.filled(&definition, &settings, &planned);
        Ok(wire::ReadData {
            state: Some(state.encode()),
            diagnostics: Vec::new(),
        })
    }

    fn filled(&self, definition: &Definition<'_>, settings: &Settings, planned: &Value) -> Value {
        let seed = Seed::of(&[
            self.source().as_bytes(),
            definition.name.as_bytes(),
            settings.region(definition.name).as_bytes(),
            settings.project().as_bytes(),
            settings.account().as_bytes(),
            &planned.bytes(),
        ]);
        Fill::new(*definition, settings, planned, seed).object()
    }

    pub(crate) fn open(&self, request: &wire::TypedConfig) -> Result<wire::Opened, Fault> {
        let definition = self.definition(Kind::Ephemeral, &request.type_name)?;
        let config = Value::decode(request.config.as_ref())?;
        if let Some(outage) = self.outage(&format!("opening `{}`", definition.name)) {
            return Ok(wire::Opened {
                diagnostics: vec![outage],
                ..wire::Opened::default()
            });
        }
        let settings = self.settings();
        let mut planned = as_read(&definition, &config);
        settings.impose(definition.block, &config, &Value::Null, &mut planned);
        self.take_over(Kind::Ephemeral, &definition, &config, &mut planned);
        let result = self.filled(&definition, &settings, &planned);
        Ok(wire::Opened {
            result: Some(result.encode()),
            ..wire::Opened::default()
        })
    }
}
