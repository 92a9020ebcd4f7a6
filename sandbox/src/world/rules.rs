//! Rules of detectors.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Maker, nasty, words};

/// One version of a rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) id: String,
    /// 1, 2, 3 and so on.
    pub(crate) version: usize,
    pub(crate) description: Option<String>,
    /// In DETECTORPL, the only language there is.
    pub(crate) expression: String,
    pub(crate) outcomes: Vec<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
}

/// Id, expression, the number that stands for `{n}` in it, and outcome. Later versions of a rule only move the number.
const RULES: [(&str, &str, u16, &str); 8] = [
    ("high_risk_score", "$payment_model_insightscore > {n}", 900, "block"),
    ("disposable_email", "$email_domain in @disposable_domains and $order_price > {n}", 20, "review"),
    ("large_first_order", "$order_price > {n} and $account_age_days < 2", 500, "review"),
    (
        "country_mismatch",
        "$billing_country != $ip_country and $order_price > {n} and not $is_vpn",
        80,
        "verify_identity",
    ),
    ("many_cards", "$cards_last_day >= {n} or $failed_payments / $payments > 0.5", 4, "block"),
    ("trusted_customer", "$account_age_days > {n} and $chargebacks == 0", 730, "approve"),
    ("night_transfer", "$hour_of_day in (0, 1, 2, 3, 4) and $amount > {n}", 1000, "review"),
    ("everything_else", "$payment_model_insightscore <= {n}", 900, "approve"),
];

/// As many rules as wanted, some of them in several versions.
pub(super) fn ordinary(maker: &mut Maker, count: usize, detector_created: DateTime<Utc>) -> Vec<Rule> {
    (0..count).flat_map(|index| versions(maker, index, detector_created)).collect()
}

/// The same, with every nasty text in some description or outcome.
pub(super) fn nasty(maker: &mut Maker, count: usize, detector_created: DateTime<Utc>) -> Vec<Rule> {
    let mut rules = ordinary(maker, count, detector_created);
    let slots = rules.len();
    if slots == 0 {
        return rules;
    }
    for (index, text) in nasty::TEXTS.into_iter().enumerate() {
        let rule = &mut rules[index % slots];
        if index < slots {
            rule.description = Some(text.to_owned());
        }
        rule.outcomes.push(text.to_owned());
    }
    if let Some(rule) = rules.iter_mut().find(|rule| rule.id == "country_mismatch") {
        rule.expression = format!(
            "$note == \"</code><script>alert(1)</script>\" or $city in (\"Zürich\", \"東京\", \"القاهرة\")\n    or ({})",
            "$score > 1 and ".repeat(40) + "$score < 1000"
        );
    }
    let last = rules.len() - 1;
    if rules[last].version == 1 && count > 1 {
        rules[last].id = nasty::RULE_ID.to_owned();
        rules[last].description = None;
    }
    rules
}

fn versions(maker: &mut Maker, index: usize, detector_created: DateTime<Utc>) -> Vec<Rule> {
    let (id, expression, number, outcome) = RULES[index % RULES.len()];
    let id = words::numbered(id, index / RULES.len(), '_');
    // The last of the ready-made rules stays as it was first written.
    let count = if index % RULES.len() == RULES.len() - 1 { 1 } else { maker.random.u16(1..=3) };
    (1..=count)
        .map(|version| {
            let created = maker.ago(TimeDelta::hours(1), maker.now - detector_created);
            Rule {
                id: id.clone(),
                version: version.into(),
                description: maker.description(&id.replace('_', " ")),
                expression: expression.replace("{n}", &(number + version - 1).to_string()),
                outcomes: vec![outcome.to_owned()],
                created,
                updated: created + (maker.now - created) / 3,
            }
        })
        .collect()
}
