//! Putting things in order.

use std::cmp::Ordering;

/// Sorts `places`, places in some list, as `compare` orders what stands there; equals keep their order.
///
/// All lists are sorted through this: a sort is compiled anew for each type of item, to some 3 kB each.
pub fn sort_places(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|left, right| compare(*left, *right));
}

/// The `names` in order.
#[must_use]
pub fn names_in_order(names: &[String]) -> Vec<String> {
    in_order(names, Ord::cmp).into_iter().cloned().collect()
}

/// The `items` as `compare` orders them; equals keep their order.
pub fn in_order<T>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<&T> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, &|left, right| compare(&items[left], &items[right]));
    places.into_iter().map(|place| &items[place]).collect()
}

/// Which items can stay where they are when the others are moved around them, the most there can be. Each has the
/// place it had before; one without is new.
pub fn staying(before: &[Option<usize>]) -> Vec<bool> {
    // How many stay up to each item if it does, itself counted, and the one that stays before it.
    let mut chains: Vec<(usize, Option<usize>)> = Vec::with_capacity(before.len());
    for (item, place) in before.iter().enumerate() {
        let earlier = (0..item).filter(|earlier| before[*earlier].is_some() && before[*earlier] < *place);
        let longest = earlier.max_by_key(|earlier| chains[*earlier].0);
        chains.push((longest.map_or(0, |longest| chains[longest].0) + 1, longest));
    }
    let mut stays = vec![false; before.len()];
    let old = (0..before.len()).filter(|item| before[*item].is_some());
    let mut last = old.max_by_key(|item| chains[*item].0);
    while let Some(item) = last {
        stays[item] = true;
        last = chains[item].1;
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let sorted: Vec<_> =
            in_order(&items, |left, right| left.0.cmp(&right.0)).into_iter().map(|(_, name)| name).collect();
        assert_eq!(sorted, [&'b', &'d', &'a', &'c']);
    }

    #[test]
    fn as_many_stay_as_can() {
        #[track_caller]
        fn check(before: &[Option<usize>], expected: &[bool]) {
            assert_eq!(staying(before), expected);
        }
        check(&[], &[]);
        check(&[None, None], &[false, false]);
        check(&[Some(0), Some(1), Some(2)], &[true, true, true]);
        check(&[Some(4), Some(5), None, Some(0)], &[true, true, false, false]);
        // One that goes up is moved, not all that it goes past.
        check(&[Some(0), Some(3), Some(1), Some(2)], &[true, false, true, true]);
        check(&[Some(2), Some(1), Some(0)], &[false, false, true]);
    }
}
