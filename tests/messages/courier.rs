use crate::application::Session;

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Carries messages from one side to the other as queues do at their worst: in any order, some of them more
/// than once, and those again that were not acknowledged.
pub(super) struct Courier {
    from: Session,
    to: Session,
    /// Messages on the way, as arguments of `public.apply`.
    way: Vec<String>,
    dice: Dice,
    /// How many deliveries were early.
    pub(super) early: u64,
    /// How many were applied.
    pub(super) applied: u64,
}

impl Courier {
    pub(super) fn new(from: Session, to: Session) -> Self {
        Self {
            from,
            to,
            way: Vec::new(),
            dice: Dice(7),
            early: 0,
            applied: 0,
        }
    }

    pub(super) fn has_some(&self) -> bool {
        !self.way.is_empty()
    }

    /// Takes a batch, marks it as sent, and delivers what is on the way; how many it took.
    pub(super) fn carry(&mut self) -> usize {
        let count = self.take();
        self.deliver();
        count
    }

    /// Takes a batch and marks it as sent; how many it took. They are on the way then.
    pub(super) fn take(&mut self) -> usize {
        let taken = self.from.value(
            "SELECT string_agg(format('%L, %L, %L, %s, %s', id, origin, aggregate, sequence, payload->>'add'), ';') \
               FROM mcgen.take_batch(6);",
        );
        let taken = taken.expect("the sender is refused");
        let taken: Vec<String> = taken
            .split(';')
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        let ids: Vec<&str> = taken.iter().filter_map(|it| it.split(',').next()).collect();
        let mark = format!("SELECT mcgen.mark_sent(array[{}]::uuid[]);", ids.join(", "));
        self.from.value(&mark).expect("the sender is refused");
        let count = taken.len();
        self.way.extend(taken);
        count
    }

    /// Delivers what is on the way, once each and sometimes twice.
    pub(super) fn deliver(&mut self) {
        for _ in 0..self.way.len() {
            let end = u64::try_from(self.way.len()).unwrap();
            let chosen = usize::try_from(self.dice.below(end)).unwrap();
            let answer = self
                .to
                .value(&format!("SELECT public.apply({});", self.way[chosen]))
                .expect("the receiver is refused");
            match answer.as_str() {
                "early" => self.early += 1,
                "apply" | "duplicate" => {
                    self.applied += u64::from(answer == "apply");
                    // One acknowledgement in four is lost.
                    if self.dice.below(4) > 0 {
                        self.way.swap_remove(chosen);
                    }
                }
                other => panic!("{other}"),
            }
        }
    }

    /// Until nothing waits and nothing is on the way.
    pub(super) fn carry_all(&mut self) {
        carry_all([self]);
    }
}

/// Until nothing waits and nothing is on the way. What one courier has may be what another one's messages wait for, so
/// all of them go on.
pub(super) fn carry_all<'a>(couriers: impl IntoIterator<Item = &'a mut Courier>) {
    let mut couriers: Vec<_> = couriers.into_iter().collect();
    loop {
        let carried: usize = couriers.iter_mut().map(|it| it.carry()).sum();
        if carried == 0 && !couriers.iter().any(|it| it.has_some()) {
            return;
        }
    }
}
