use crate::Cidr;

/// Hands out ranges of a pool that overlap nothing that is taken.
#[derive(Debug, Clone)]
pub struct Allocator {
    pool: Cidr,
    taken: Vec<Cidr>,
}

impl Allocator {
    /// An allocator over `pool` that keeps clear of `taken`.
    pub fn new(pool: Cidr, taken: impl IntoIterator<Item = Cidr>) -> Self {
        Self {
            pool,
            taken: taken.into_iter().collect(),
        }
    }

    /// Takes exactly `range` if it lies in the pool and is free.
    pub fn claim(&mut self, range: Cidr) -> Option<Cidr> {
        let free = self.pool.contains(range) && !self.taken.iter().any(|it| it.overlaps(range));
        free.then(|| {
            self.taken.push(range);
            range
        })
    }

    /// Takes the first free range of `prefix` bits that begins at or after `start`, and wraps
    /// round to the beginning of the pool.
    pub fn carve_after(&mut self, start: Option<Cidr>, prefix: u8) -> Option<Cidr> {
        let begin = start.map_or(self.pool.first(), |range| {
            u32::from(range.last()).saturating_add(1).into()
        });
        self.carve_between(u32::from(begin), u32::from(self.pool.last()), prefix)
            .or_else(|| self.carve_between(u32::from(self.pool.first()), u32::from(begin), prefix))
    }

    /// Takes the first free range of `prefix` bits.
    pub fn carve(&mut self, prefix: u8) -> Option<Cidr> {
        self.carve_after(None, prefix)
    }

    fn carve_between(&mut self, from: u32, to: u32, prefix: u8) -> Option<Cidr> {
        let size = 1_u64.checked_shl(32 - u32::from(prefix))?;
        let mut candidate = u64::from(from).next_multiple_of(size);
        while candidate + size - 1 <= u64::from(to) {
            let range = Cidr::containing(u32::try_from(candidate).ok()?.into(), prefix)?;
            // Jump over the whole obstacle instead of stepping through it.
            match self.taken.iter().find(|it| it.overlaps(range)) {
                None => return self.claim(range),
                Some(obstacle) => {
                    let past = u64::from(u32::from(obstacle.last())) + 1;
                    candidate = past.max(candidate + size).next_multiple_of(size);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Scalar;

    fn cidr(text: &str) -> Cidr {
        Cidr::parse(text).unwrap()
    }

    #[test]
    fn the_first_free_range_after_a_start_is_taken() {
        let mut allocator = Allocator::new(cidr("10.0.0.0/8"), [cidr("10.21.0.0/16")]);
        assert_eq!(
            allocator.carve_after(Some(cidr("10.20.0.0/20")), 20),
            Some(cidr("10.20.16.0/20"))
        );
        assert_eq!(
            allocator.carve_after(Some(cidr("10.20.0.0/20")), 16),
            Some(cidr("10.22.0.0/16"))
        );
    }

    #[test]
    fn the_search_wraps_round_and_ends() {
        let mut allocator = Allocator::new(cidr("10.0.0.0/30"), [cidr("10.0.0.2/31")]);
        let after = cidr("10.0.0.2/31");
        assert_eq!(
            allocator.carve_after(Some(after), 31),
            Some(cidr("10.0.0.0/31"))
        );
        assert_eq!(allocator.carve_after(Some(after), 31), None);
    }

    fn any_cidr() -> impl Strategy<Value = Cidr> {
        (any::<u32>(), 0_u8..=32).prop_filter_map("prefix", |(address, prefix)| {
            Cidr::containing(address.into(), prefix)
        })
    }

    proptest! {
        #[test]
        fn carved_ranges_never_overlap(
            pool in any_cidr(),
            taken in prop::collection::vec(any_cidr(), 0..8),
            prefixes in prop::collection::vec(0_u8..=32, 0..12),
            start in proptest::option::of(any_cidr()),
        ) {
            let mut allocator = Allocator::new(pool, taken.iter().copied());
            let mut carved: Vec<Cidr> = Vec::new();
            for prefix in prefixes {
                if let Some(range) = allocator.carve_after(start, prefix) {
                    prop_assert_eq!(range.prefix(), prefix);
                    prop_assert!(pool.contains(range));
                    prop_assert!(!taken.iter().chain(&carved).any(|it| it.overlaps(range)));
                    carved.push(range);
                }
            }
        }
    }
}
