//! "Copy as": whatever the members of an operation hold, bash and PowerShell hand it on as it is.
//!
//! What the AWS CLI, boto3 and curl make of it then is the business of `sandbox/conformance/test_copy_as.py`. [`emit`]
//! gives it texts, and the requests that the console would send.

#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::io::Write;
use std::iter::once;
use std::process::{Command, Stdio};

use detect_console::aws::fraud_detector::*;
use detect_console::aws::iot::*;
use detect_console::aws::reply::{self, FromJson};
use detect_console::aws::request::{self, Request};
use detect_console::aws::{Operation, Paginated, Region, Timestamp};
use detect_console::domain::command::{Call, Tool};
use serde_json::{Value, json};

/// Pieces that mean something to a shell, PowerShell, the AWS CLI, Python, curl or a terminal.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "'", "\"", "\\", "`", "$", "$HOME", "${HOME}", "$(id)", "`id`", "%PATH%", "!!", "@", "@/etc/passwd", "-", "--region",
    "file:///etc/passwd", "fileb://x", "http://127.0.0.1:9/", "//", ":", "=", ",", ";", "&&", "|", "<", ">", "(", ")",
    "{", "}", "[", "]", "*", "?", "~", "#", "^", "\n", "\r", "\t", "\0", "\u{1b}[2J", "\u{7f}", "\u{85}", "\u{a0}", " ",
    "  ", "\\n", "\\u0041", "\\'", "'\\''", "''", "\u{2018}", "\u{2019}", "\u{201c}", "\u{202e}", "\u{2028}", "é", "名",
    "😀", "EOF", "true", "null", "0", "1.10", "a", "Z", "_", ".",
];

/// Texts made of the pieces: each by itself, then chains of up to seven, the same ones in every run.
fn hostile_texts() -> Vec<String> {
    let mut state = 1_u64;
    let mut below = |limit: usize| {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    };
    let chains: Vec<String> =
        (0..1000).map(|_| (0..=below(7)).map(|_| PIECES[below(PIECES.len())]).collect()).collect();
    PIECES.iter().map(|piece| (*piece).to_owned()).chain(chains).collect()
}

/// An identifier as a reply would bring it, which no rule is applied to.
fn id<T: FromJson>(text: &str) -> T {
    reply::read(json!(text)).unwrap()
}

fn region() -> Region {
    Region::new("eu-west-1").unwrap()
}

/// A call, and the request that the console sends for it.
struct Case {
    call: Call,
    members: Value,
    request: Request,
}

impl Case {
    fn of<O: Operation>(operation: &O) -> Self {
        Self::new(operation, Call::of(operation))
    }

    fn pages_of<O: Paginated>(operation: &O) -> Self {
        Self::new(operation, Call::pages_of(operation))
    }

    fn new<O: Operation>(operation: &O, call: Call) -> Self {
        let members = operation.to_json();
        Self { call, members: members.clone(), request: request::build(O::FACTS, members).unwrap() }
    }

    fn text(&self, tool: Tool) -> String {
        tool.write(std::slice::from_ref(&self.call), &region())
    }

    fn body(&self) -> Value {
        if self.request.body.is_empty() { Value::Null } else { serde_json::from_str(&self.request.body).unwrap() }
    }

    /// Checks the arguments that the AWS CLI got, behind the region.
    #[track_caller]
    fn check_input(&self, arguments: &[&str]) {
        match arguments {
            ["--cli-input-json", json] => assert_eq!(serde_json::from_str::<Value>(json).unwrap(), self.members),
            options => {
                let options: Value = options
                    .chunks(2)
                    .map(|option| (camel_case(option[0].strip_prefix("--").unwrap()), json!(option[1])))
                    .collect();
                assert_eq!(options, self.members);
            }
        }
    }
}

/// `task-id` as AWS has it: `taskId`.
fn camel_case(option: &str) -> String {
    let capitalized = |word: &str| word[..1].to_uppercase() + &word[1..];
    let mut words = option.split('-');
    words.next().map(ToOwned::to_owned).into_iter().chain(words.map(capitalized)).collect()
}

fn start(texts: &[String], range: Option<ViolationEventOccurrenceRange>) -> StartDetectMitigationActionsTask {
    StartDetectMitigationActionsTask {
        task_id: id("task-1"),
        target: DetectMitigationActionsTaskTarget {
            violation_ids: texts.iter().map(|text| id(text)).collect(),
            ..DetectMitigationActionsTaskTarget::default()
        },
        actions: vec![id("quarantine")],
        violation_event_occurrence_range: range,
        include_only_active_violations: Some(true),
        include_suppressed_alerts: Some(false),
        client_request_token: id("token-1"),
    }
}

/// Calls with a hostile text in a member by itself, and with several in a list.
fn hostile_cases() -> Vec<Case> {
    let texts = hostile_texts();
    let version = |text: &String| Case::of(&GetDetectorVersion { detector_id: id(text), detector_version_id: id("1") });
    texts.iter().map(version).chain(texts.chunks(7).map(|texts| Case::of(&start(texts, None)))).collect()
}

#[test]
fn texts_hold_nothing_but_printable_ascii() {
    for case in hostile_cases() {
        for tool in Tool::ALL {
            let text = case.text(tool);
            assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{text:?}");
            assert!(!text.ends_with('\n'), "{text:?}");
        }
    }
}

/// What bash runs, each command with its arguments, in a script where `aws` and `curl` tell them.
fn run_by_bash(script: &str) -> Vec<Vec<String>> {
    let mut bash = Command::new("bash")
        .args(["--noprofile", "--norc", "-eu"])
        .env_clear()
        .envs([
            ("AWS_ACCESS_KEY_ID", "the $key"),
            ("AWS_SECRET_ACCESS_KEY", "its 'secret'"),
            ("AWS_SESSION_TOKEN", "* \""),
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = bash.stdin.take().unwrap();
    let script = format!("aws() {{ printf '%s\\0' $# \"$@\"; }}\ncurl() {{ aws \"$@\"; }}\n{script}\n");
    let writing = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = bash.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(output.status.success());
    let told = String::from_utf8(output.stdout).unwrap();
    let mut told = told.split_terminator('\0').map(ToOwned::to_owned);
    let mut commands = Vec::new();
    while let Some(count) = told.next() {
        commands.push(told.by_ref().take(count.parse().unwrap()).collect());
    }
    commands
}

fn as_strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

#[test]
fn bash_hands_every_member_to_the_aws_cli() {
    let cases = hostile_cases();
    let script: Vec<_> = cases.iter().map(|case| case.text(Tool::Bash)).collect();
    let commands = run_by_bash(&script.join("\n"));
    assert_eq!(commands.len(), cases.len());
    for (case, command) in cases.iter().zip(&commands) {
        let command = as_strs(command);
        assert_eq!(command[2..4], ["--region", "eu-west-1"]);
        case.check_input(&command[4..]);
    }
    let calls: Vec<_> = cases.into_iter().map(|case| case.call).collect();
    assert_eq!(run_by_bash(&Tool::Bash.write(&calls, &region())), commands, "all in one text");
}

#[test]
fn bash_hands_the_request_to_curl() {
    let named = hostile_texts().into_iter().filter(|text| !matches!(text.as_str(), "." | ".."));
    let named = named.map(|text| Case::of(&DescribeDetectMitigationActionsTask { task_id: id(&text) }));
    let listed = GetBehaviorModelTrainingSummaries { security_profile_name: Some(id("'?&#")), ..Default::default() };
    let cases: Vec<_> = hostile_cases().into_iter().chain(named).chain(once(Case::pages_of(&listed))).collect();
    let script: Vec<_> = cases.iter().map(|case| case.text(Tool::Curl)).collect();
    let commands = run_by_bash(&script.join("\n"));
    assert_eq!(commands.len(), cases.len());
    for (case, command) in cases.iter().zip(&commands) {
        let [head @ .., url] = &as_strs(command)[..] else { panic!("{command:?}") };
        let Request { facts, path, query, headers, .. } = &case.request;
        let service = facts.service.name();
        let separator = if query.is_empty() { "" } else { "?" };
        assert_eq!(*url, format!("https://{service}.eu-west-1.amazonaws.com{path}{separator}{query}"));
        let signing = format!("aws:amz:eu-west-1:{service}");
        let known = ["--request", facts.method.as_str(), "--aws-sigv4", &signing];
        let secrets = ["--user", "the $key:its 'secret'", "--header", "x-amz-security-token: * \""];
        assert_eq!((&head[..4], &head[4..8]), (&known[..], &secrets[..]));
        let headers = headers.iter().map(|(name, value)| format!("{name}: {value}"));
        let mut rest = headers.flat_map(|header| ["--header".to_owned(), header]).collect::<Vec<_>>();
        let body = head.iter().position(|argument| *argument == "--data-raw");
        assert_eq!(body.map_or(Value::Null, |at| serde_json::from_str(head[at + 1]).unwrap()), case.body());
        rest.extend(body.into_iter().flat_map(|at| head[at..].iter().map(|part| (*part).to_owned())));
        assert_eq!(head[8..], as_strs(&rest));
    }
}

/// The words of PowerShell text that holds bare words, texts in quotes and `;`, which is a word here.
///
/// Source: about_Quoting_Rules. In single quotes two of them are one; every quote of typography counts as a quote.
fn words_of_power_shell(text: &str) -> Vec<String> {
    const SINGLE: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
    let mut words = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(first) = rest.next() {
        let mut word = String::new();
        if SINGLE.contains(&first) {
            loop {
                match rest.next().unwrap() {
                    quote if SINGLE.contains(&quote) => match rest.next_if(|next| SINGLE.contains(next)) {
                        Some(quote) => word.push(quote),
                        None => break,
                    },
                    other => word.push(other),
                }
            }
        } else if first == '"' {
            word.extend(std::iter::from_fn(|| rest.next_if(|next| *next != '"')));
            assert!(!word.contains('`'), "{text}");
            rest.next().unwrap();
        } else if first.is_whitespace() {
            continue;
        } else {
            word.push(first);
            let is_bare = |next: &char| !next.is_whitespace() && *next != ';' && *next != '"' && !SINGLE.contains(next);
            word.extend(std::iter::from_fn(|| rest.next_if(|next| first != ';' && is_bare(next))));
        }
        words.push(word);
    }
    words
}

#[test]
fn powershell_hands_every_member_to_the_aws_cli() {
    for case in hostile_cases() {
        let words = words_of_power_shell(&case.text(Tool::PowerShell));
        let words = as_strs(&words);
        let input = match words[..] {
            [
                "$json",
                "=",
                "(New-TemporaryFile).FullName",
                ";",
                "Set-Content",
                "-LiteralPath",
                "$json",
                "-Encoding",
                "ascii",
                "-Value",
                json,
                ";",
                "aws",
                _,
                _,
                "--region",
                "eu-west-1",
                "--cli-input-json",
                "file://$json",
                ";",
                "Remove-Item",
                "-LiteralPath",
                "$json",
            ] => vec!["--cli-input-json", json],
            ["aws", _, _, "--region", "eu-west-1", ref options @ ..] => options.to_vec(),
            _ => panic!("{words:?}"),
        };
        case.check_input(&input);
    }
}

/// Calls that the sandbox answers, of every operation that is offered to be copied, then some that it refuses.
fn cases() -> Vec<Case> {
    let detector_id = || id("payment_screening");
    let range = ViolationEventOccurrenceRange {
        start_time: Timestamp::from_seconds(1_767_225_600),
        end_time: Timestamp::from_seconds(1_767_312_000),
    };
    let on_behavior = StartDetectMitigationActionsTask {
        target: DetectMitigationActionsTaskTarget {
            security_profile_name: Some(id("factory-floor-sensors")),
            behavior_name: Some(id("messages-sent")),
            ..DetectMitigationActionsTaskTarget::default()
        },
        ..start(&[], Some(range))
    };
    let of_one_profile = GetBehaviorModelTrainingSummaries {
        security_profile_name: Some(id("factory-floor-sensors")),
        ..Default::default()
    };
    let hostile = "-'\"\\ $HOME `id` !! %PATH% file:///etc/passwd \n\u{7f}\u{202e}é😀";
    let rules =
        |detector_id| GetRules { rule_id: None, detector_id, rule_version: None, next_token: None, max_results: None };
    let versions = |detector_id| DescribeDetector { detector_id, next_token: None, max_results: None };
    vec![
        Case::of(&on_behavior),
        Case::of(&DescribeDetectMitigationActionsTask { task_id: on_behavior.task_id.clone() }),
        Case::pages_of(&GetBehaviorModelTrainingSummaries::default()),
        Case::pages_of(&of_one_profile),
        Case::pages_of(&GetDetectors::default()),
        Case::pages_of(&GetDetectors { detector_id: Some(detector_id()), ..GetDetectors::default() }),
        Case::pages_of(&versions(detector_id())),
        Case::of(&GetDetectorVersion { detector_id: detector_id(), detector_version_id: id("1") }),
        Case::pages_of(&rules(detector_id())),
        Case::of(&start(&["v-1".to_owned(), hostile.to_owned()], None)),
        Case::of(&DescribeDetectMitigationActionsTask { task_id: id(hostile) }),
        Case::of(&DescribeDetectMitigationActionsTask { task_id: id("-") }),
        Case::of(&DescribeDetectMitigationActionsTask { task_id: id("file:///etc/passwd") }),
        Case::of(&GetDetectorVersion { detector_id: id(hostile), detector_version_id: id("@/etc/passwd") }),
    ]
}

/// Writes to the file that `COPY_AS` names: calls as texts with the requests to expect, and literals of Python with
/// what they stand for.
#[test]
#[ignore = "`cargo xtask test conformance` runs it"]
fn emit() {
    let tools = [Tool::Bash, Tool::Boto3, Tool::Curl];
    let case = |case: Case| {
        let Request { facts, path, query, .. } = &case.request;
        json!({
            "operation": facts.name,
            "request": { "method": facts.method.as_str(), "path": path, "query": query, "body": case.body() },
            "texts": tools.map(|tool| json!({
                "tool": tool.name(),
                "text": case.text(tool),
                "readsAll": tool.reads_all(std::slice::from_ref(&case.call)),
            })),
        })
    };
    let literal = |case: Case| json!({ "text": case.text(Tool::Boto3), "members": case.members });
    let emitted = json!({
        "region": region().as_str(),
        "cases": cases().into_iter().map(case).collect::<Vec<_>>(),
        "literals": hostile_cases().into_iter().map(literal).collect::<Vec<_>>(),
    });
    std::fs::write(std::env::var("COPY_AS").unwrap(), emitted.to_string()).unwrap();
}
