//! IoT's reads.

use serde_json::{Value, json};

use crate::client::Client;

/// All pages of a list, and how many there were.
#[track_caller]
fn all_pages(client: &mut Client, path: &str, list: &str) -> (Vec<Value>, usize) {
    let (mut items, mut pages) = (Vec::new(), 0);
    let mut token: Option<String> = None;
    loop {
        let target = match &token {
            None => path.to_owned(),
            Some(token) => {
                let separator = if path.contains('?') { '&' } else { '?' };
                let encoded = percent_encoding::utf8_percent_encode(token, percent_encoding::NON_ALPHANUMERIC);
                format!("{path}{separator}nextToken={encoded}")
            }
        };
        let answer = client.get(&target);
        items.extend(answer.ok()[list].as_array().unwrap().iter().cloned());
        pages += 1;
        match answer.body["nextToken"].as_str() {
            Some(next) => token = Some(next.to_owned()),
            None => return (items, pages),
        }
    }
}

#[track_caller]
fn check_invalid(target: &str, words: &str) {
    Client::guest().get(target).check_error(400, "InvalidRequestException", words);
}

#[test]
fn summaries_come_ten_a_page_and_all_of_them_once() {
    let mut client = Client::guest();
    let (all, pages) = all_pages(&mut client, "/behavior-model-training/summaries", "summaries");
    assert_eq!(pages, all.len().div_ceil(10));
    let mut keys: Vec<_> =
        all.iter().map(|it| format!("{}/{}", it["securityProfileName"], it["behaviorName"])).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all.len());
    let mut statuses: Vec<_> = all.iter().map(|it| it["modelStatus"].as_str().unwrap()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    assert_eq!(statuses, ["ACTIVE", "EXPIRED", "PENDING_BUILD"]);
}

#[test]
fn summaries_of_one_profile_are_the_same_as_among_all() {
    let mut client = Client::guest();
    let path = "/behavior-model-training/summaries";
    let (all, _) = all_pages(&mut client, path, "summaries");
    let of_one = format!("{path}?maxResults=3&securityProfileName=factory-floor-sensors");
    let (one, pages) = all_pages(&mut client, &of_one, "summaries");
    assert_eq!((one.len(), pages), (7, 3));
    assert_eq!(one[..], all[..7]);
}

#[test]
fn absent_members_are_absent_and_times_are_numbers() {
    let answer = Client::guest().get("/behavior-model-training/summaries?securityProfileName=factory-floor-sensors");
    let summaries = answer.ok()["summaries"].as_array().unwrap().clone();
    assert!(summaries.iter().any(|it| it.get("trainingDataCollectionStartDate").is_none()));
    assert!(summaries.iter().any(|it| it.get("lastModelRefreshDate").is_some_and(Value::is_number)));
    assert!(!answer.body.to_string().contains("null"));
}

#[test]
fn page_sizes_are_checked() {
    for path in ["/behavior-model-training/summaries", "/security-profiles", "/mitigationactions/actions"] {
        check_invalid(&format!("{path}?maxResults=0"), "greater than or equal to 1");
        check_invalid(&format!("{path}?maxResults=251"), "less than or equal to");
        let mut client = Client::guest();
        client.get(&format!("{path}?maxResults=ten")).check_error(400, "SerializationException", "maxResults");
    }
    check_invalid("/behavior-model-training/summaries?maxResults=11", "less than or equal to 10");
}

#[test]
fn tokens_of_another_list_are_refused() {
    let mut client = Client::guest();
    let path = "/behavior-model-training/summaries";
    let token = client.get(path).ok()["nextToken"].as_str().unwrap().to_owned();
    let token = percent_encoding::utf8_percent_encode(&token, percent_encoding::NON_ALPHANUMERIC).to_string();
    client.get(&format!("{path}?nextToken={token}")).ok();
    let refused = [
        format!("{path}?nextToken={token}&securityProfileName=factory-floor-sensors"),
        format!("/security-profiles?nextToken={token}"),
        format!("{path}?nextToken=x"),
    ];
    for target in refused {
        client.get(&target).check_error(400, "InvalidRequestException", "token");
    }
    client.region = "eu-west-1";
    client.get(&format!("{path}?nextToken={token}")).check_error(400, "InvalidRequestException", "token");
}

#[test]
fn names_are_checked_before_they_are_looked_up() {
    let mut client = Client::guest();
    for path in ["/security-profiles", "/mitigationactions/actions"] {
        let error = "Member must satisfy regular expression pattern";
        client.get(&format!("{path}/a%20b")).check_error(400, "InvalidRequestException", error);
        let long = "a".repeat(129);
        client.get(&format!("{path}/{long}")).check_error(400, "InvalidRequestException", "equal to 128");
        client.get(&format!("{path}/nobody")).check_error(404, "ResourceNotFoundException", "nobody does not exist");
    }
    let path = "/behavior-model-training/summaries?securityProfileName=nobody";
    client.get(path).check_error(404, "ResourceNotFoundException", "nobody does not exist");
}

#[test]
fn every_listed_profile_can_be_described_in_any_region() {
    let mut client = Client::guest();
    client.region = "ap-southeast-2";
    let (profiles, _) = all_pages(&mut client, "/security-profiles?maxResults=7", "securityProfileIdentifiers");
    assert_eq!(profiles.len(), 24);
    for profile in profiles {
        let name = profile["name"].as_str().unwrap();
        let answer = client.get(&format!("/security-profiles/{}", name.replace(':', "%3A")));
        assert_eq!(answer.ok()["securityProfileName"], name);
        assert_eq!(answer.body["securityProfileArn"], profile["arn"]);
        assert!(profile["arn"].as_str().unwrap().starts_with("arn:aws:iot:ap-southeast-2:"));
    }
}

#[test]
fn profiles_are_filtered_by_metric_or_dimension_not_both() {
    let mut client = Client::guest();
    let (all, _) = all_pages(&mut client, "/security-profiles", "securityProfileIdentifiers");
    let filtered = "/security-profiles?metricName=battery-temperature";
    let (some, _) = all_pages(&mut client, filtered, "securityProfileIdentifiers");
    assert!(!some.is_empty() && some.len() < all.len());
    check_invalid("/security-profiles?metricName=a&dimensionName=b", "Only one of");
    client.get("/security-profiles?dimensionName=nothing").check_error(404, "ResourceNotFoundException", "nothing");
}

#[test]
fn actions_are_filtered_by_type_and_described_with_one_kind_of_parameters() {
    let mut client = Client::guest();
    let path = "/mitigationactions/actions?actionType=ADD_THINGS_TO_THING_GROUP&maxResults=2";
    let (actions, _) = all_pages(&mut client, path, "actionIdentifiers");
    assert!(actions.len() >= 3);
    for action in actions {
        let name = action["actionName"].as_str().unwrap();
        let described = client.get(&format!("/mitigationactions/actions/{name}"));
        assert_eq!(described.ok()["actionType"], "ADD_THINGS_TO_THING_GROUP");
        let parameters = described.body["actionParams"].as_object().unwrap();
        assert_eq!(parameters.keys().collect::<Vec<_>>(), ["addThingsToThingGroupParams"]);
    }
    check_invalid("/mitigationactions/actions?actionType=REBOOT", "Member must satisfy enum value set");
}

#[test]
fn errors_of_the_service_are_readable_from_another_origin_and_refusals_are_not() {
    let mut client = Client::guest();
    let not_found = client.get("/security-profiles/nobody");
    assert_eq!(not_found.header("access-control-allow-origin"), Some("*"));
    assert_eq!(not_found.header("access-control-expose-headers"), None);
    assert!(not_found.header("x-amzn-requestid").is_some());
    client.credentials = None;
    let refused = client.get("/security-profiles/nobody");
    assert_eq!((refused.status, refused.header("access-control-allow-origin")), (403, None));
    assert_eq!(refused.body, json!({"message": "Missing Authentication Token"}));
}
