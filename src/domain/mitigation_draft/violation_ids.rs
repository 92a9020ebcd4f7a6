//! Reads a pasted list of violation IDs.

use crate::aws::identifier::IdentifierError;
use crate::aws::iot::ViolationId;

/// Most violations a task takes. Source: `violationIds`, DetectMitigationActionsTaskTarget, AWS IoT API Reference.
pub const MAXIMUM_VIOLATIONS: usize = 25;

/// Most wrong IDs that an error quotes.
const MAXIMUM_QUOTED: usize = 3;

/// The IDs of a pasted list, each once, in their order, and how many were there more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViolationIds {
    /// Each ID once.
    pub ids: Vec<ViolationId>,
    /// How many were dropped because they stood there already.
    pub duplicates: usize,
}

impl ViolationIds {
    /// Reads IDs separated by commas, semicolons or white space; quotes and brackets around them, as in JSON, are
    /// ignored.
    ///
    /// # Errors
    /// What is wrong, in words for the field: no ID, more than [`MAXIMUM_VIOLATIONS`], or some that are none.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut ids = Vec::new();
        let mut wrong = Vec::new();
        let mut first_error = None;
        let mut duplicates = 0;
        for part in parts(text) {
            match ViolationId::new(part) {
                Ok(id) if ids.contains(&id) => duplicates += 1,
                Ok(id) => ids.push(id),
                Err(error) => {
                    wrong.push(part);
                    first_error.get_or_insert(error);
                }
            }
        }
        if let Some(first_error) = first_error {
            // Of all at once, as each character that is wrong is to be named. Other errors are of one ID alone.
            let error = match ViolationId::new(wrong.concat()) {
                Err(error @ IdentifierError::Characters { .. }) => error,
                _ => first_error,
            };
            let quoted: Vec<_> = wrong.iter().take(MAXIMUM_QUOTED).map(|part| format!("“{}”", short(part))).collect();
            let more = wrong.len() - quoted.len();
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            return Err(format!("Not a violation ID: {}{more}. {error}", quoted.join(", ")));
        }
        match ids.len() {
            0 => Err(format!("Enter 1 to {MAXIMUM_VIOLATIONS} violation IDs")),
            count if count > MAXIMUM_VIOLATIONS => Err(format!(
                "A task takes at most {MAXIMUM_VIOLATIONS} violations; these are {count}. Start one task for each \
                 {MAXIMUM_VIOLATIONS}"
            )),
            _ => Ok(Self { ids, duplicates }),
        }
    }

    /// What was read, in words: "3 violations, 1 duplicate left out".
    #[must_use]
    pub fn in_words(&self) -> String {
        let violations = match self.ids.len() {
            1 => "1 violation".to_owned(),
            count => format!("{count} violations"),
        };
        match self.duplicates {
            0 => violations,
            1 => format!("{violations}, 1 duplicate left out"),
            count => format!("{violations}, {count} duplicates left out"),
        }
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_whitespace() || matches!(character, ',' | ';' | '[' | ']' | '"' | '\''))
        .filter(|part| !part.is_empty())
}

/// A text cut to what fits into an error.
fn short(text: &str) -> String {
    const MAXIMUM: usize = 40;
    if text.chars().count() <= MAXIMUM {
        return text.to_owned();
    }
    text.chars().take(MAXIMUM - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(&[&str], &str), &str>) {
        match (ViolationIds::read(text), expected) {
            (Ok(list), Ok((ids, words))) => {
                assert_eq!(list.ids.iter().map(ViolationId::as_str).collect::<Vec<_>>(), ids);
                assert_eq!(list.in_words(), words);
            }
            (found, expected) => assert_eq!(found.err().as_deref(), expected.err()),
        }
    }

    #[test]
    fn any_usual_separator_separates() {
        check("a-1", Ok((&["a-1"], "1 violation")));
        check("a b,c;d\te\r\nf", Ok((&["a", "b", "c", "d", "e", "f"], "6 violations")));
        check("  a,, b ,\n", Ok((&["a", "b"], "2 violations")));
        check("[\"a\", \"b\"]", Ok((&["a", "b"], "2 violations")));
        check("'a' 'b'", Ok((&["a", "b"], "2 violations")));
    }

    #[test]
    fn duplicates_are_left_out_and_counted() {
        check("b a b", Ok((&["b", "a"], "2 violations, 1 duplicate left out")));
        check("a a a", Ok((&["a"], "1 violation, 2 duplicates left out")));
    }

    #[test]
    fn wrong_ids_are_quoted() {
        check("a_b", Err("Not a violation ID: “a_b”. Use letters, digits and “-”; remove “_”"));
        check(
            "ok x_1 x_2 x_3 x_4 x_5",
            Err("Not a violation ID: “x_1”, “x_2”, “x_3” and 2 more. Use letters, digits and “-”; remove “_”"),
        );
        let long = "a".repeat(129);
        let cut = "a".repeat(39);
        check(&long, Err(&format!("Not a violation ID: “{cut}…”. Use at most 128 characters; this has 129")));
        check("<script>", Err("Not a violation ID: “<script>”. Use letters, digits and “-”; remove “<” and “>”"));
        check("a_b c.d", Err("Not a violation ID: “a_b”, “c.d”. Use letters, digits and “-”; remove “_” and “.”"));
    }

    #[test]
    fn one_to_twenty_five_are_taken() {
        let list = |count: usize| (0..count).map(|index| format!("v{index}")).collect::<Vec<_>>().join("\n");
        check("", Err("Enter 1 to 25 violation IDs"));
        check(" ,\n[]", Err("Enter 1 to 25 violation IDs"));
        assert_eq!(ViolationIds::read(&list(25)).unwrap().ids.len(), 25);
        check(&list(26), Err("A task takes at most 25 violations; these are 26. Start one task for each 25"));
        check(
            &format!("{} v0", list(25)).replace("v24 v0", "v0"),
            Ok((
                &(0..24)
                    .map(|index| format!("v{index}"))
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
                "24 violations, 1 duplicate left out",
            )),
        );
    }
}
