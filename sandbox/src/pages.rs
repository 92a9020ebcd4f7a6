//! Lists that are handed out in pages.
//!
//! A token holds where the next page starts and a digest of what was asked, so that it is of no use with other filters, in
//! another region or for another operation. Nothing is remembered between pages.

use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash, Hasher},
};

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::failure::Failure;

/// One page of a list.
#[derive(Debug, PartialEq)]
pub(crate) struct Page<'a, T> {
    pub(crate) items: &'a [T],
    pub(crate) next_token: Option<String>,
}

/// Cuts a page out of a list.
///
/// `question` is all that identifies the list: operation, region, filters.
///
/// # Errors
/// The token is not one that an earlier page of the same list came with.
pub(crate) fn page<'a, T>(
    items: &'a [T],
    size: usize,
    token: Option<&str>,
    question: impl Hash,
) -> Result<Page<'a, T>, Failure> {
    let start = match token {
        None => 0,
        Some(token) => start_of(token, &question)
            .filter(|start| *start <= items.len())
            .ok_or_else(|| Failure::invalid("The pagination token is invalid"))?,
    };
    let end = items.len().min(start + size);
    let next_token = (end < items.len()).then(|| token_for(end, &question));
    Ok(Page { items: &items[start..end], next_token })
}

fn token_for(start: usize, question: &impl Hash) -> String {
    BASE64_STANDARD.encode([&digest(start, question)[..], start.to_string().as_bytes()].concat())
}

fn start_of(token: &str, question: &impl Hash) -> Option<usize> {
    let bytes = BASE64_STANDARD.decode(token).ok()?;
    let (given, start) = bytes.split_at_checked(size_of::<u64>())?;
    let start = std::str::from_utf8(start).ok()?.parse().ok()?;
    (given == digest(start, question)).then_some(start)
}

fn digest(start: usize, question: &impl Hash) -> [u8; size_of::<u64>()] {
    let mut hasher = DefaultHasher::new();
    (start, question).hash(&mut hasher);
    hasher.finish().to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: [u8; 5] = [0, 1, 2, 3, 4];

    #[test]
    fn pages_cover_the_list_once_and_end() {
        let first = page(&ITEMS, 2, None, "q").unwrap();
        let second = page(&ITEMS, 2, first.next_token.as_deref(), "q").unwrap();
        let third = page(&ITEMS, 2, second.next_token.as_deref(), "q").unwrap();
        assert_eq!([first.items, second.items, third.items], [&ITEMS[0..2], &ITEMS[2..4], &ITEMS[4..5]]);
        assert_eq!(third.next_token, None);
    }

    #[test]
    fn a_full_last_page_has_no_token() {
        assert_eq!(page(&ITEMS, 5, None, "q").unwrap().next_token, None);
        assert_eq!(page::<u8>(&[], 5, None, "q").unwrap(), Page { items: &[], next_token: None });
    }

    #[test]
    fn tokens_are_bound_to_their_question() {
        let token = page(&ITEMS, 2, None, "q").unwrap().next_token;
        assert!(page(&ITEMS, 2, token.as_deref(), "other").is_err());
        for token in ["", "x", "AAAAAAAAAAAA", "!"] {
            assert!(page(&ITEMS, 2, Some(token), "q").is_err(), "{token}");
        }
    }
}
