//! Which question is answered by what.

use bytes::Bytes;
use mcgen_schema::Kind;
use prost::Message;

use crate::provider::{Connection, Fault};
use crate::wire;

/// Why a call has no answer, as gRPC tells it.
#[derive(Debug)]
pub(crate) struct Status {
    pub(crate) code: u8,
    pub(crate) message: String,
}

impl Status {
    /// gRPC's `INVALID_ARGUMENT`.
    fn invalid(error: &impl std::fmt::Display) -> Self {
        Self {
            code: 3,
            message: error.to_string(),
        }
    }

    /// gRPC's `UNIMPLEMENTED`. Terraform then does without.
    pub(crate) fn unimplemented(path: &str) -> Self {
        Self {
            code: 12,
            message: format!("the simulated provider does not answer {path}"),
        }
    }
}

/// Answers one call: `path` is `/SERVICE/METHOD`, `request` and the answer are messages.
pub(crate) fn call(connection: &Connection, path: &str, request: &[u8]) -> Result<Bytes, Status> {
    match path {
        "/tfplugin6.Provider/GetMetadata" => {
            let schema = &connection.provider.simulated.schema;
            Ok(encode(&crate::wire_schema::metadata(schema)))
        }
        "/tfplugin6.Provider/GetProviderSchema" => Ok(connection.provider.schema()),
        "/tfplugin6.Provider/ValidateProviderConfig" => {
            answer(request, |it| connection.validate_provider(it))
        }
        "/tfplugin6.Provider/ValidateResourceConfig" => {
            answer(request, |it| connection.validate(Kind::Resource, it))
        }
        "/tfplugin6.Provider/ValidateDataResourceConfig" => {
            answer(request, |it| connection.validate(Kind::DataSource, it))
        }
        "/tfplugin6.Provider/ValidateEphemeralResourceConfig" => {
            answer(request, |it| connection.validate(Kind::Ephemeral, it))
        }
        "/tfplugin6.Provider/ConfigureProvider" => answer(request, |it| connection.configure(it)),
        "/tfplugin6.Provider/UpgradeResourceState" => {
            answer(request, |it| connection.upgrade_state(it))
        }
        "/tfplugin6.Provider/ReadResource" => answer(request, |it| connection.read_state(it)),
        "/tfplugin6.Provider/PlanResourceChange" => {
            answer(request, |it| connection.plan_change(it))
        }
        "/tfplugin6.Provider/ApplyResourceChange" => {
            answer(request, |it| connection.apply_change(it))
        }
        "/tfplugin6.Provider/ImportResourceState" => {
            answer(request, |it| connection.import_state(it))
        }
        "/tfplugin6.Provider/ReadDataSource" => answer(request, |it| connection.read_data(it)),
        "/tfplugin6.Provider/OpenEphemeralResource" => answer(request, |it| connection.open(it)),
        "/tfplugin6.Provider/RenewEphemeralResource" => {
            answer(request, |it: &wire::PrivateOnly| {
                Ok(wire::Renewed {
                    diagnostics: Vec::new(),
                    private: Some(it.private.clone()),
                })
            })
        }
        "/tfplugin6.Provider/CloseEphemeralResource" => answer(request, |_: &wire::PrivateOnly| {
            Ok(wire::Diagnosed::default())
        }),
        "/tfplugin6.Provider/StopProvider" | "/plugin.GRPCController/Shutdown" => {
            Ok(encode(&wire::Empty {}))
        }
        _ => Err(Status::unimplemented(path)),
    }
}

fn answer<Request: Message + Default, Response: Message>(
    request: &[u8],
    answer: impl FnOnce(&Request) -> Result<Response, Fault>,
) -> Result<Bytes, Status> {
    let request = Request::decode(request).map_err(|error| Status::invalid(&error))?;
    let response = answer(&request).map_err(|fault| Status::invalid(&fault))?;
    Ok(encode(&response))
}

fn encode(message: &impl Message) -> Bytes {
    Bytes::from(message.encode_to_vec())
}
