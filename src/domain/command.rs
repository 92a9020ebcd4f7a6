//! Calls of AWS as text for other tools: the AWS CLI, boto3 and curl.
//!
//! A text is derived from what the request is derived from, the facts of an operation and its members, and asks AWS for
//! the same. It holds printable ASCII alone, whatever the members hold: there is nothing in it that a shell, a terminal
//! or a code page reads in another way. It holds no secret either: credentials are those of whoever runs it.

use serde_json::{Map, Value};

use super::json_text::lay_out;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::{Region, Service, request};

/// A call, to be written as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    facts: &'static Facts,
    /// The input members under their wire names.
    members: Map<String, Value>,
    /// Whether every page is wanted.
    is_paged: bool,
}

impl Call {
    /// The call of `operation`.
    #[must_use]
    pub fn of<O: Operation>(operation: &O) -> Self {
        Self::new(O::FACTS, operation.to_json(), false)
    }

    /// The calls for every page of what `first` lists.
    #[must_use]
    pub fn pages_of<O: Paginated>(first: &O) -> Self {
        Self::new(O::FACTS, first.to_json(), true)
    }

    fn new(facts: &'static Facts, members: Value, is_paged: bool) -> Self {
        // Every operation serializes to an object.
        let members = if let Value::Object(members) = members { members } else { Map::new() };
        Self { facts, members, is_paged }
    }
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The AWS CLI, versions 1 and 2, in bash and shells like it.
    Bash,
    /// The AWS CLI, versions 1 and 2, in PowerShell from 5.1 on.
    PowerShell,
    /// AWS's own Python client.
    Boto3,
    /// curl with `--aws-sigv4`, in bash and shells like it. Tried with 7.88.
    Curl,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bash, Self::PowerShell, Self::Boto3, Self::Curl];

    /// The name to choose it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bash => "AWS CLI (bash)",
            Self::PowerShell => "AWS CLI (PowerShell)",
            Self::Boto3 => "boto3",
            Self::Curl => "curl",
        }
    }

    /// The text that makes the calls, one after the other, in `region`. Without a line break at its end: what is pasted
    /// into a shell waits for Enter.
    #[must_use]
    pub fn write(self, calls: &[Call], region: &Region) -> String {
        let texts = calls.iter().map(|call| match self {
            Self::Bash => bash(call, region),
            Self::PowerShell => power_shell(call, region),
            Self::Boto3 => boto3(call, region),
            Self::Curl => curl(call, region),
        });
        let (before, between) = match self {
            Self::Bash | Self::Curl => ("", " &&\n"),
            Self::PowerShell => ("", "; "),
            Self::Boto3 => ("import boto3\n\n", "\n\n"),
        };
        format!("{before}{}", texts.collect::<Vec<_>>().join(between))
    }

    /// Whether its text reads every page that is wanted, and not the first ones only.
    ///
    /// The AWS CLI does where botocore has a paginator: for the lists of AWS IoT, and for none of Fraud Detector's.
    #[must_use]
    pub fn reads_all(self, calls: &[Call]) -> bool {
        let reads_all = |service| match self {
            Self::Bash | Self::PowerShell => service == Service::Iot,
            Self::Boto3 => true,
            Self::Curl => false,
        };
        calls.iter().all(|call| !call.is_paged || reads_all(call.facts.service))
    }
}

fn bash(call: &Call, region: &Region) -> String {
    let command = aws(call, region);
    match options(&call.members) {
        Some(options) => format!("{command}{options}"),
        None => format!("{command} --cli-input-json {}", quoted_json(&laid_out(&call.members))),
    }
}

/// JSON goes through a file: before 7.3, PowerShell takes the double quotes out of what it hands to a program. All stands
/// in one line of commands, so that nothing runs while it is being pasted.
fn power_shell(call: &Call, region: &Region) -> String {
    let command = aws(call, region);
    match options(&call.members) {
        Some(options) => format!("{command}{options}"),
        None => format!(
            "$json = (New-TemporaryFile).FullName; Set-Content -LiteralPath $json -Encoding ascii -Value {}; \
             {command} --cli-input-json \"file://$json\"; Remove-Item -LiteralPath $json",
            quoted_json(&laid_out(&call.members)),
        ),
    }
}

/// The command without input.
fn aws(Call { facts, .. }: &Call, region: &Region) -> String {
    format!("aws {} {} --region {region}", facts.service.name(), separated(facts.name, '-'))
}

/// The members as options of the command. `None` where one is no text, or a text that the AWS CLI or a shell may take
/// for something else: for an option, for the name of a file.
fn options(members: &Map<String, Value>) -> Option<String> {
    let is_plain = |text: &&str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'.' | b'-');
        !text.is_empty() && !text.starts_with('-') && text.bytes().all(is_plain)
    };
    let option = |(name, value): (&String, &Value)| {
        let text = value.as_str().filter(is_plain)?;
        // Quoted, as PowerShell may take one for a number.
        Some(format!(" --{} '{text}'", separated(name, '-')))
    };
    members.iter().map(option).collect()
}

fn laid_out(members: &Map<String, Value>) -> String {
    lay_out(&Value::from(members.clone()).to_string())
}

/// boto3 reads one page a call, and has paginators for some lists only: its text follows `nextToken` as the console
/// does.
fn boto3(Call { facts, members, is_paged }: &Call, region: &Region) -> String {
    let request = lay_out(&python(&members.clone().into()));
    let (service, method) = (facts.service.name(), separated(facts.name, '_'));
    let client = format!("client = boto3.client(\"{service}\", region_name=\"{region}\")\nrequest = {request}\n");
    if !is_paged {
        return format!("{client}print(client.{method}(**request))");
    }
    format!(
        "{client}while True:\n    page = client.{method}(**request)\n    print(page)\n    \
         if not page.get(\"nextToken\"):\n        break\n    request[\"nextToken\"] = page[\"nextToken\"]"
    )
}

/// A literal of Python. Its texts are those of JSON but for what is no printable ASCII.
fn python(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Array(elements) => format!("[{}]", elements.iter().map(python).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| format!("{}:{}", python(&name.as_str().into()), python(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
        Value::Number(_) | Value::String(_) => {
            escaped(&value.to_string(), |character| format!("\\U{:08x}", u32::from(character)))
        }
    }
}

fn curl(call: &Call, region: &Region) -> String {
    let request = match request::build(call.facts, call.members.clone().into()) {
        Ok(request) => request,
        Err(error) => return format!("# {error}"),
    };
    let service = call.facts.service;
    let separator = if request.query.is_empty() { "" } else { "?" };
    let mut parts = vec![
        format!("curl --request {}", call.facts.method.as_str()),
        format!("--aws-sigv4 aws:amz:{region}:{}", service.name()),
        "--user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"".to_owned(),
        "--header \"x-amz-security-token: $AWS_SESSION_TOKEN\"".to_owned(),
    ];
    parts.extend(request.headers.iter().map(|(name, value)| format!("--header '{name}: {value}'")));
    if !request.body.is_empty() {
        parts.push(format!("--data-raw {}", quoted_json(&request.body)));
    }
    parts.push(format!("'https://{}{}{separator}{}'", service.host(region), request.path, request.query));
    parts.join(" \\\n  ")
}

/// JSON between single quotes, in which nothing means anything to a shell but another one. What is no printable ASCII
/// or a single quote can stand only in a text of it, where JSON has another way to write it.
fn quoted_json(json: &str) -> String {
    let in_utf_16 =
        |character: char| character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    format!("'{}'", escaped(json, in_utf_16))
}

/// The text with everything escaped but line breaks and printable ASCII without single quotes.
fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, ' '..='~' | '\n') && character != '\'' {
            escaped.push(character);
        } else {
            escaped += &escape(character);
        }
    }
    escaped
}

/// A name in lower case with `separator` between its words, as botocore writes names without abbreviations in capitals.
fn separated(name: &str, separator: char) -> String {
    let mut separated = String::with_capacity(name.len() + 8);
    for character in name.chars() {
        if character.is_ascii_uppercase() && !separated.is_empty() {
            separated.push(separator);
        }
        separated.push(character.to_ascii_lowercase());
    }
    separated
}

#[cfg(test)]
mod tests;
