//! Environments to measure with: like those of `environments/crm`, each on both clouds with a
//! database and a cache, in the three shapes that an estate has.

/// The text of the environment file with this number. Names, accounts and address ranges differ;
/// the shape is that of a production, a staging or a development environment in turn.
pub(crate) fn environment_file(number: usize) -> String {
    // Five second octets of 10.0.0.0/8 each, so that no two ranges of one environment meet.
    let block = |part: usize| part * 48 + number % 48;
    let shape = SHAPES[number % SHAPES.len()];
    format!(
        "\
project: crm-{number:05}
environment: {name}-{number:05}
strategy: independent

labels:
  team: crm
  cost-center: \"{number:05}\"

residency:
  subjects: [KR]
  allowed: [KR]
  data: [personal]

aws:
  region: ap-northeast-2
  account: \"{account:012}\"
  network:
    cidr: 10.{vpc}.0.0/16
    zones: [a, c]
{aws_network}  database:
    engine: postgres
    version: \"17\"
{aws_database}  cache:
    engine: valkey
    version: \"8.2\"
{aws_cache}
gcp:
  region: asia-northeast3
  project: crm-{name}-{number:05}
  network:
    cidr: 10.{nodes}.0.0/20
    pods: 10.{pods}.0.0/16
    services: 10.{services}.0.0/20
    private-services: 10.{private}.0.0/20
    zones: [a, b]
{gcp_network}  database:
    engine: postgres
    version: \"17\"
{gcp_database}  cache:
    engine: redis
    version: \"7.2\"
{gcp_cache}",
        account = 100_000_000_000_u64 + number as u64,
        vpc = block(0),
        nodes = block(1),
        pods = block(2),
        services = block(3),
        private = block(4),
        name = shape.name,
        aws_network = shape.aws_network,
        aws_database = shape.aws_database,
        aws_cache = shape.aws_cache,
        gcp_network = shape.gcp_network,
        gcp_database = shape.gcp_database,
        gcp_cache = shape.gcp_cache,
    )
}

/// Where the environment with this number lies below the folder of its estate.
pub(crate) fn environment_path(number: usize) -> String {
    let name = SHAPES[number % SHAPES.len()].name;
    format!("crm-{number:05}/{name}.yaml")
}

/// What tells environments of different purposes apart.
#[derive(Clone, Copy)]
struct Shape {
    name: &'static str,
    aws_network: &'static str,
    aws_database: &'static str,
    aws_cache: &'static str,
    gcp_network: &'static str,
    gcp_database: &'static str,
    gcp_cache: &'static str,
}

const SHAPES: [Shape; 3] = [
    Shape {
        name: "production",
        aws_network: "    eks: { max-nodes: 20, max-pods-per-node: 30 }\n",
        aws_database: "    class: db.m7g.large
    storage: { size-gib: 200, max-size-gib: 1000 }
    clients: [private, cluster]
",
        aws_cache: "    node-type: cache.m7g.large
    clients: [private, cluster]
",
        gcp_network: "    gke: { max-nodes: 30, max-pods-per-node: 64 }\n",
        gcp_database: "    tier: db-custom-4-16384
    disk: { size-gib: 200, max-size-gib: 1000 }
",
        gcp_cache: "    size-gib: 5\n",
    },
    Shape {
        name: "staging",
        aws_network: "",
        aws_database: "    class: db.m7g.large\n    multi-az: true\n",
        aws_cache: "    node-type: cache.m7g.large\n    nodes: 2\n",
        gcp_network: "",
        gcp_database: "    tier: db-custom-2-8192\n    availability: regional\n",
        gcp_cache: "    size-gib: 2\n",
    },
    Shape {
        name: "development",
        aws_network: "",
        aws_database: "    class: db.t4g.medium\n",
        aws_cache: "    node-type: cache.t4g.small\n",
        gcp_network: "",
        gcp_database: "    tier: db-custom-1-3840\n",
        gcp_cache: "    size-gib: 1\n",
    },
];
