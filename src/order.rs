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
}
