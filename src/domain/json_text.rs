//! JSON laid out for reading.
//!
//! Only white space changes: members keep their order and every value is as it was sent, which reading the text and
//! writing it again would not promise.

/// Spaces a level.
const INDENT: usize = 2;

/// Lays out `json`, which is valid JSON: one member or element a line.
#[must_use]
pub fn lay_out(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0;
    let mut in_string = false;
    let mut escaped = false;
    // What was written last, to keep `{}` and `[]` on one line.
    let mut last = ' ';
    for character in json.chars() {
        if in_string {
            out.push(character);
            in_string = escaped || character != '"';
            escaped = !escaped && character == '\\';
            continue;
        }
        match character {
            ' ' | '\t' | '\n' | '\r' => continue,
            '}' | ']' => {
                depth -= usize::from(depth > 0);
                if !matches!(last, '{' | '[') {
                    break_line(&mut out, depth);
                }
            }
            _ if matches!(last, '{' | '[' | ',') => break_line(&mut out, depth),
            _ => {}
        }
        out.push(character);
        match character {
            '{' | '[' => depth += 1,
            ':' => out.push(' '),
            '"' => in_string = true,
            _ => {}
        }
        last = character;
    }
    out
}

fn break_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', depth * INDENT));
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn members_stand_on_lines_of_their_own_in_the_order_sent() {
        let laid_out = lay_out(r#"{"b":1.50,"a":[1,{"c":null}],"e":{},"f":[ ]}"#);
        let expected = r#"{
  "b": 1.50,
  "a": [
    1,
    {
      "c": null
    }
  ],
  "e": {},
  "f": []
}"#;
        assert_eq!(laid_out, expected);
    }

    #[test]
    fn nothing_inside_a_text_is_touched() {
        let json = r#"{"a":"{ \"x\": [1, 2] } \\","b":"שלום, <b>"}"#;
        assert_eq!(lay_out(json), "{\n  \"a\": \"{ \\\"x\\\": [1, 2] } \\\\\",\n  \"b\": \"שלום, <b>\"\n}");
    }

    #[test]
    fn layout_done_twice_is_layout_done_once_and_means_the_same() {
        for json in [r#"{"a":[[],[{}],"\"",-1e3],"b":{"c":{"d":true}}}"#, "[]", "\"text\"", "12"] {
            let once = lay_out(json);
            assert_eq!(lay_out(&once), once);
            let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            assert_eq!(read(&once), read(json));
        }
    }
}
