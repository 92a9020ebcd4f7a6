//! Reading the XML that STS answers with, as far as it needs: no comments and no CDATA, which AWS does not send.

use serde_json::{Map, Value};

use super::input::put;

/// The texts of the elements that hold nothing but text, by the elements' names, as an object of JSON. `None` for what is
/// no answer of AWS, such as a proxy's page. Of elements of one name the last counts.
#[must_use]
pub fn to_json(xml: &str) -> Option<String> {
    // A tag and the text after it: `Arn>arn:aws:iam::…`, then `/Arn>`. In a text `<` is written otherwise.
    let tags: Vec<_> = xml.split('<').map(|piece| piece.split_once('>').unwrap_or_default()).collect();
    let root = tags.iter().map(|(tag, _)| tag).find(|tag| !tag.is_empty() && !tag.starts_with('?'))?;
    root.split(' ').next()?.strip_suffix("Response")?;
    let mut texts = Map::new();
    for pair in tags.windows(2) {
        if let [(name, text), (end, _)] = pair
            && end.strip_prefix('/') == Some(name)
        {
            put(&mut texts, name, unescaped(text).into());
        }
    }
    Some(Value::Object(texts).to_string())
}

/// The text that is meant. What names no character stays as it is.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut meant = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest))) {
            Some((character, rest)) => {
                meant.push(character);
                meant.push_str(rest);
            }
            None => meant.extend(["&", piece]),
        }
    }
    meant
}

/// The character that is written `&name;`.
fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
            char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(xml: &str, expected: Option<Value>) {
        let json = to_json(xml).map(|json| serde_json::from_str::<Value>(&json).unwrap());
        assert_eq!(json, expected, "{xml}");
    }

    #[test]
    fn texts_are_found_by_the_names_of_their_elements() {
        let xml = "<ExampleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <ExampleResult>\n    \
                   <Arn>arn:aws:iam::123456789012:user/Alice</Arn><Empty></Empty><None/>\n  </ExampleResult>\n\
                   </ExampleResponse>\n";
        let expected = json!({ "Arn": "arn:aws:iam::123456789012:user/Alice", "Empty": "" });
        check(xml, Some(expected.clone()));
        check(&format!("<?xml version=\"1.0\"?>\n{xml}"), Some(expected));
    }

    #[test]
    fn characters_that_xml_writes_otherwise_are_read() {
        let check = |written: &str, meant: &str| {
            check(&format!("<aResponse><b>{written}</b></aResponse>"), Some(json!({ "b": meant })));
        };
        check("&lt;b&gt; &amp;lt; &quot;&apos;", "<b> &lt; \"'");
        check("&#39;&#x27;&#x1F525;é", "''\u{1F525}é");
        for nothing in
            ["&", "&;", "&nbsp;", "&amp", "&#;", "&#x;", "&#xD800;", "&#x110000;", "&#99999999999;", "b;&&c;"]
        {
            check(nothing, nothing);
        }
    }

    #[test]
    fn markup_in_a_text_is_text_and_what_is_cut_off_is_nothing() {
        let hostile = "<ErrorResponse><Message>&lt;Code&gt;\"x&lt;/Code&gt;</Message></ErrorResponse>";
        check(hostile, Some(json!({ "Message": "<Code>\"x</Code>" })));
        for rest in ["", "<", ">", "<>", "<<>>", "<b", "<b>", "</b>", "<b>text", "<b>1<c>2</b>", "é<é>\u{0}"] {
            check(&format!("<aResponse>{rest}"), Some(json!({})));
        }
    }

    #[test]
    fn what_aws_does_not_answer_is_not_read() {
        for other in ["", "text", "{}", "<", "<?xml?>", "<html><h1>Response</h1></html>", "<!DOCTYPE html><aResponse>"]
        {
            check(other, None);
        }
    }
}
