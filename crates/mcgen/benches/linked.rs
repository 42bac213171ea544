//! What the rules cost for a thousand linked environments of one estate: `all` is every rule over each of them,
//! what each would be after a promotion, and all of them against one another; `between` is the last of these.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use mcgen::{CheckedEstate, Date, Environment, Estate};
use mcgen_rules::check_estate;
use mcgen_spec::Loader;

const ENVIRONMENTS: usize = 1000;

/// One of the environments of a project that share a transit gateway. `block` chooses its 16,384 addresses.
fn environment_file(number: usize, block: usize) -> String {
    let range = |part: usize, prefix: u8| {
        let address = (10 << 24) + block * 0x4000 + part * 0x0400;
        let [high, low] = [16, 8].map(|shift| address >> shift & 255);
        format!("10.{high}.{low}.0/{prefix}")
    };
    format!(
        "\
project: crm
environment: e{number:05}
tier: development
strategy:
  primary-replica: {{ primary: aws, replication: logical, tables: [public.accounts, public.orders] }}
aws:
  region: ap-northeast-2
  account: \"111122223333\"
  network: {{ cidr: {vpc}, zones: [a, c] }}
  database: {{ engine: postgres, version: \"17\", class: db.m7g.large }}
gcp:
  region: asia-northeast3
  project: crm-e{number:05}
  network: {{ cidr: {nodes}, pods: {pods}, services: {services}, private-services: {private} }}
  database: {{ engine: postgres, version: \"17\", tier: db-custom-2-8192 }}
link:
  vpn:
    gateway: transit-gateway
    aws-asn: 64512
    gcp-asn: 65000
    existing: {{ aws-gateway: tgw-0a1b2c3d4e5f6a7b8 }}
",
        vpc = range(0, 20),
        pods = range(4, 20),
        nodes = range(8, 22),
        services = range(9, 22),
        private = range(10, 22),
    )
}

fn texts(block: impl Fn(usize) -> usize) -> Vec<String> {
    let numbers = 0..ENVIRONMENTS;
    numbers.map(|it| environment_file(it, block(it))).collect()
}

fn load(texts: &[String]) -> Estate {
    let mut estate = Estate::default();
    for text in texts {
        estate.add_text("crm.yaml", text);
    }
    estate
}

fn check(estate: Estate) -> CheckedEstate {
    match estate.check_on(Date::TABLES) {
        Ok(checked) => checked,
        Err(rejected) => panic!("{rejected}"),
    }
}

fn environments(texts: &[String]) -> Vec<Environment> {
    let mut loader = Loader::new();
    let files = texts.iter().map(|text| loader.load_text("crm.yaml", text));
    files.filter_map(|file| file.environment).collect()
}

fn linked(criterion: &mut Criterion) {
    let (apart, equal) = (texts(|number| number), texts(|_| 0));
    let mut group = criterion.benchmark_group("linked");
    group.sample_size(10);
    assert_eq!(check(load(&apart)).environments().len(), ENVIRONMENTS);
    group.bench_function("all/1000", |bencher| {
        bencher.iter_batched(|| load(&apart), check, BatchSize::PerIteration);
    });
    for (name, texts) in [("apart", &apart), ("equal", &equal)] {
        let environments = environments(texts);
        let environments: Vec<&Environment> = environments.iter().collect();
        assert_eq!(environments.len(), ENVIRONMENTS);
        let found = check_estate(&environments);
        let findings: usize = found.iter().map(mcgen::Diagnostics::len).sum();
        assert_eq!(findings > 0, name == "equal", "{name}: {findings} findings");
        group.bench_function(format!("between/{name}/1000"), |bencher| {
            bencher.iter(|| check_estate(black_box(&environments)));
        });
    }
    group.finish();
}

criterion_group!(all, linked);
criterion_main!(all);
