//! The simulated providers as a whole: their sockets, and the thread that answers.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use mcgen_schema::ProviderSchema;
use serde_json::json;
use tempfile::TempDir;
use tokio::net::UnixListener;
use tokio::sync::oneshot;

use crate::drift;
use crate::error::SimulatorError;
use crate::overlay_use;
use crate::provider::{Connection, Provider, SimulatedProvider};
use crate::transport;
use crate::world::{Object, World, WorldError};

/// How many bytes the path of a socket can have, without the zero at its end.
const PATH_LIMIT: usize = if cfg!(target_os = "macos") { 103 } else { 107 };

/// How long to wait before a connection is accepted that could not be.
const PAUSE: Duration = Duration::from_millis(5);

/// Simulated providers that Terraform can use as long as this lives.
///
/// One thread answers for all of them. [`Self::reattach`] is the value of the environment variable
/// that leads Terraform to them; without it, Terraform knows nothing of them.
#[derive(Debug)]
pub struct Simulator {
    providers: Vec<Arc<Provider>>,
    world: World,
    reattach: String,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
    // Dropped last: it removes the sockets.
    _folder: TempDir,
}

impl Simulator {
    /// Starts the providers in an empty world.
    pub fn start(providers: Vec<SimulatedProvider>) -> Result<Self, SimulatorError> {
        Self::start_in(World::default(), providers, &std::env::temp_dir())
    }

    /// Starts the providers in a world that already exists, with their sockets in a new folder below
    /// `folder`.
    pub fn start_in(
        world: World,
        providers: Vec<SimulatedProvider>,
        folder: &Path,
    ) -> Result<Self, SimulatorError> {
        let mut sources = BTreeSet::new();
        for provider in &providers {
            if !sources.insert(provider.source.clone()) {
                return Err(SimulatorError::Twice {
                    source_name: provider.source.clone(),
                });
            }
            overlay_use::check(provider)?;
        }
        let providers: Vec<Arc<Provider>> = providers
            .into_iter()
            .map(|mut it| {
                overlay_use::amend(&mut it);
                Arc::new(Provider::new(it, world.clone()))
            })
            .collect();
        let folder = private_folder(folder)?;
        let mut sockets = Vec::new();
        for (number, provider) in providers.iter().enumerate() {
            let path = socket_path(folder.path(), number)?;
            sockets.push((bind(&path)?, path, Arc::clone(provider)));
        }
        let reattach = reattach(&sockets);
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(SimulatorError::Thread)?;
        let thread = std::thread::Builder::new()
            .name("simulated providers".to_owned())
            .spawn(move || runtime.block_on(answer(sockets, stopped)))
            .map_err(SimulatorError::Thread)?;
        Ok(Self {
            providers,
            world,
            reattach,
            running: Some(Running {
                stop,
                thread,
                _folder: folder,
            }),
        })
    }

    /// The value of `TF_REATTACH_PROVIDERS`.
    pub fn reattach(&self) -> &str {
        &self.reattach
    }

    /// The world that the providers keep their objects in.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// All objects of the world, by provider, type and id.
    pub fn objects(&self) -> Vec<Object> {
        self.world.objects()
    }

    /// Changes an object behind Terraform's back. `path` leads to one value: `tags.Name`,
    /// `settings.0.tier`.
    pub fn edit(
        &self,
        resource_type: &str,
        id: &str,
        path: &str,
        value: &serde_json::Value,
    ) -> Result<(), WorldError> {
        let changed = self.world.change(resource_type, id, |object| {
            let schema = self.schema(&object.source);
            let schema = schema.and_then(|it| it.resources.get(&object.type_name));
            schema.is_some_and(|schema| {
                drift::set(&mut object.value, &schema.block.value_type(), path, value)
            })
        })?;
        if changed {
            return Ok(());
        }
        Err(WorldError::NoValue {
            resource_type: resource_type.to_owned(),
            id: id.to_owned(),
            path: path.to_owned(),
        })
    }

    fn schema(&self, source: &str) -> Option<&ProviderSchema> {
        let provider = self.providers.iter();
        let provider = provider
            .map(|it| &it.simulated)
            .find(|it| it.source == source);
        provider.map(|it| it.schema.as_ref())
    }

    /// Removes an object behind Terraform's back.
    pub fn remove(&self, resource_type: &str, id: &str) -> Result<(), WorldError> {
        self.world.remove(resource_type, id)
    }

    /// Makes the cloud of a provider reachable, or not. See [`World::set_reachable`].
    pub fn set_reachable(&self, source: &str, reachable: bool) {
        self.world.set_reachable(source, reachable);
    }

    /// Ends all connections and removes the sockets. Dropping the simulator does the same.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(Running {
            stop,
            thread,
            _folder,
        }) = self.running.take()
        {
            // The thread has ended before if nobody listens; then there is nothing to stop.
            let _ = stop.send(());
            drop(thread.join());
        }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.end();
    }
}

/// A new folder that nobody else can look into: states and passwords pass through its sockets.
fn private_folder(parent: &Path) -> Result<TempDir, SimulatorError> {
    let failed = |cause| SimulatorError::Folder {
        folder: parent.to_owned(),
        cause,
    };
    let mut permissions = fs_err::metadata(parent).map_err(failed)?.permissions();
    permissions.set_mode(0o700);
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix("mcgen-").permissions(permissions);
    builder.tempdir_in(parent).map_err(failed)
}

fn socket_path(folder: &Path, number: usize) -> Result<PathBuf, SimulatorError> {
    let path = folder.join(number.to_string());
    if path.as_os_str().len() > PATH_LIMIT {
        return Err(SimulatorError::PathTooLong {
            path,
            limit: PATH_LIMIT,
        });
    }
    Ok(path)
}

fn bind(path: &Path) -> Result<std::os::unix::net::UnixListener, SimulatorError> {
    let bind = || {
        let listener = std::os::unix::net::UnixListener::bind(path)?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    };
    bind().map_err(|cause| SimulatorError::Socket {
        path: path.to_owned(),
        cause,
    })
}

type Socket = (std::os::unix::net::UnixListener, PathBuf, Arc<Provider>);

fn reattach(sockets: &[Socket]) -> String {
    let providers = sockets.iter().map(|(_, path, provider)| {
        let address = json!({
            "Protocol": "grpc",
            "ProtocolVersion": 6,
            // It must live as long as it is used. Terraform kills it where there is no socket, so sockets
            // outlive every command.
            "Pid": std::process::id(),
            // Terraform otherwise tries to end the process when it is done.
            "Test": true,
            "Addr": {"Network": "unix", "String": path},
        });
        (provider.simulated.source.clone(), address)
    });
    serde_json::Value::Object(providers.collect()).to_string()
}

async fn answer(sockets: Vec<Socket>, stopped: oneshot::Receiver<()>) {
    for (listener, _, provider) in sockets {
        // The runtime knows no more sockets than files can be open, which `bind` has found out.
        if let Ok(listener) = UnixListener::from_std(listener) {
            tokio::spawn(accept(listener, provider));
        }
    }
    // Either the word to stop or the end of whoever could say it.
    drop(stopped.await);
}

async fn accept(listener: UnixListener, provider: Arc<Provider>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No more files can be opened for the moment. A connection may be closed meanwhile.
            std::thread::sleep(PAUSE);
            tokio::task::yield_now().await;
            continue;
        };
        let connection = Connection::new(Arc::clone(&provider));
        tokio::spawn(transport::serve(stream, connection));
    }
}
