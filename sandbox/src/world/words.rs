//! Believable names: numbered when the words run out.

const PLACES: [&str; 12] = [
    "cold-chain",
    "delivery-vans",
    "elevators",
    "greenhouse",
    "harbor-cranes",
    "hospital-wing",
    "parking",
    "refinery",
    "solar-park",
    "warehouse",
    "water-works",
    "wind-farm",
];

const THINGS: [&str; 6] = ["gateways", "sensors", "cameras", "meters", "controllers", "trackers"];

const BUSINESS: [&str; 9] = [
    "account_takeover",
    "checkout",
    "gift-cards",
    "guest_orders",
    "loyalty",
    "marketplace_sellers",
    "new_accounts",
    "refunds",
    "wire_transfers",
];

/// The name of a fleet, a different one for every index.
pub(super) fn fleet(index: usize) -> String {
    // Twelve indexes meet every place; the things shift by one from a dozen to the next, so every pair is met once a round.
    let place = PLACES[(index * 5) % PLACES.len()];
    let thing = THINGS[(index + index / PLACES.len()) % THINGS.len()];
    let round = index / (PLACES.len() * THINGS.len());
    numbered(&format!("{place}-{thing}"), round, '-')
}

/// The id of a detector, a different one for every index.
pub(super) fn detector(index: usize) -> String {
    numbered(BUSINESS[index % BUSINESS.len()], index / BUSINESS.len(), '_')
}

/// The name itself first, then with 2, 3 and so on.
pub(super) fn numbered(name: &str, round: usize, separator: char) -> String {
    if round == 0 { name.to_owned() } else { format!("{name}{separator}{}", round + 1) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_comes_twice() {
        assert_eq!((0..2000).map(fleet).collect::<BTreeSet<_>>().len(), 2000);
        assert_eq!((0..2000).map(detector).collect::<BTreeSet<_>>().len(), 2000);
    }
}
