//! What the steps of a render cost in memory: no file is read or written.

mod estate;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use estate::{environment_file, environment_path};
use mcgen::{CheckedEstate, Date, Estate, RenderedEstate};

const SIZES: [usize; 4] = [1, 10, 100, 1000];

fn texts(environments: usize) -> Vec<(String, String)> {
    (0..environments)
        .map(|number| (environment_path(number), environment_file(number)))
        .collect()
}

fn load(texts: &[(String, String)]) -> Estate {
    let mut estate = Estate::default();
    for (path, text) in texts {
        estate.add_text(path, text);
    }
    estate
}

fn check(estate: Estate) -> CheckedEstate {
    match estate.check_on(Date::TABLES) {
        Ok(checked) => checked,
        Err(rejected) => panic!("{rejected}"),
    }
}

fn render(checked: &CheckedEstate) -> RenderedEstate {
    checked.render().expect("the templates of mcgen render")
}

fn pipeline(criterion: &mut Criterion) {
    for size in SIZES {
        let texts = texts(size);
        let checked = check(load(&texts));
        let mut group = criterion.benchmark_group("pipeline");
        group.throughput(Throughput::Elements(size as u64));
        group.sample_size(if size < 100 { 50 } else { 10 });
        group.bench_with_input(BenchmarkId::new("load", size), &texts, |bencher, texts| {
            bencher.iter(|| load(black_box(texts)));
        });
        group.bench_with_input(BenchmarkId::new("check", size), &texts, |bencher, texts| {
            bencher.iter_batched(|| load(texts), check, BatchSize::PerIteration);
        });
        group.bench_with_input(
            BenchmarkId::new("render", size),
            &checked,
            |bencher, checked| {
                bencher.iter(|| render(black_box(checked)));
            },
        );
        group.bench_with_input(BenchmarkId::new("all", size), &texts, |bencher, texts| {
            bencher.iter(|| render(&check(load(black_box(texts)))));
        });
        group.finish();
    }
}

criterion_group!(all, pipeline);
criterion_main!(all);
