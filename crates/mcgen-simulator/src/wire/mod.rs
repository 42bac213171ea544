//! The messages of Terraform's plugin protocol 6, as far as the simulator speaks it.
//!
//! Only the numbers of the fields are the protocol; names are ours. Messages of the same shape share
//! a type. What the simulator never reads or sets is left out, which protobuf allows.

mod requests;
mod responses;
mod schema;

use bytes::Bytes;

pub(crate) use requests::{
    ApplyChange, Configure, ImportState, PlanChange, PrivateOnly, ProviderConfig, ReadState,
    TypedConfig, UpgradeState,
};
pub(crate) use responses::{
    Applied, Diagnosed, DiagnosedProvider, Empty, Imported, ImportedResource, Metadata, Opened,
    Planned, ProviderSchemas, ReadData, ReadResult, Renewed, ServerCapabilities, TypeName,
    Upgraded,
};
pub(crate) use schema::{Attribute, Block, NestedBlock, Object, Schema};

/// A value of Terraform: `MessagePack`, or JSON where a person wrote it.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct DynamicValue {
    #[prost(bytes = "bytes", tag = "1")]
    pub(crate) msgpack: Bytes,
    #[prost(bytes = "bytes", tag = "2")]
    pub(crate) json: Bytes,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, prost::Enumeration)]
#[repr(i32)]
pub(crate) enum Severity {
    Invalid = 0,
    Error = 1,
    Warning = 2,
}

/// What Terraform prints, with the place in its words.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Diagnostic {
    #[prost(enumeration = "Severity", tag = "1")]
    pub(crate) severity: i32,
    #[prost(string, tag = "2")]
    pub(crate) summary: String,
    #[prost(string, tag = "3")]
    pub(crate) detail: String,
    #[prost(message, optional, tag = "4")]
    pub(crate) attribute: Option<AttributePath>,
}

/// The way from a block to a value in it.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct AttributePath {
    #[prost(message, repeated, tag = "1")]
    pub(crate) steps: Vec<Step>,
}

/// One step of the way.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Step {
    #[prost(oneof = "Selector", tags = "1, 2, 3")]
    pub(crate) selector: Option<Selector>,
}

/// Where a step leads.
#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Selector {
    #[prost(string, tag = "1")]
    Attribute(String),
    #[prost(string, tag = "2")]
    Key(String),
    #[prost(int64, tag = "3")]
    Index(i64),
}
