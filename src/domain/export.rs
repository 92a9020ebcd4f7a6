//! Rows as files for other programs: CSV and JSON.
//!
//! Does not call AWS and does not know the time.

use serde_json::Value;

use super::json_text::lay_out;
use crate::aws::Timestamp;
use crate::aws::iot::BehaviorModelTrainingSummary;

/// What makes a spreadsheet take a text for a formula when the text begins with it.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Rows of values, each as long as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// `rows` of values under the names of their `columns`.
    #[must_use]
    pub const fn new(columns: Vec<&'static str>, rows: Vec<Vec<Value>>) -> Self {
        Self { columns, rows }
    }

    /// All members of the summaries, under the names AWS gives them. Times are in RFC 3339, shares as they were sent.
    #[must_use]
    pub fn of_training<'a>(summaries: impl Iterator<Item = &'a BehaviorModelTrainingSummary>) -> Self {
        let columns = vec![
            "securityProfileName",
            "behaviorName",
            "modelStatus",
            "datapointsCollectionPercentage",
            "trainingDataCollectionStartDate",
            "lastModelRefreshDate",
        ];
        let time = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339).into();
        let row = |summary: &BehaviorModelTrainingSummary| {
            vec![
                summary.security_profile_name.as_ref().map(|name| name.as_str()).into(),
                summary.behavior_name.as_ref().map(|name| name.as_str()).into(),
                summary.model_status.as_ref().map(|status| status.as_str()).into(),
                summary.datapoints_collection_percentage.into(),
                time(summary.training_data_collection_start_date),
                time(summary.last_model_refresh_date),
            ]
        };
        Self::new(columns, summaries.map(row).collect())
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Value>] {
        &self.rows
    }

    /// The rows at `places`, in that order.
    #[must_use]
    pub fn only(&self, places: &[usize]) -> Self {
        let rows = places.iter().filter_map(|place| self.rows.get(*place)).cloned().collect();
        Self { columns: self.columns.clone(), rows }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows below their headings, by RFC 4180. No spreadsheet takes a text in it for a formula.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut csv = self.columns.join(",") + "\r\n";
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            csv.push_str(&cells.join(","));
            csv.push_str("\r\n");
        }
        csv
    }

    /// An object that holds what is to be known `about` the rows, and the rows as objects called `name`.
    #[must_use]
    pub fn json(&self, about: &[(&str, Value)], name: &str) -> String {
        let member = |(name, value): (&str, &Value)| format!("{}:{value}", Value::from(name));
        let object = |row: &Vec<Value>| {
            let members: Vec<_> = self.columns.iter().copied().zip(row).map(member).collect();
            format!("{{{}}}", members.join(","))
        };
        let rows: Vec<_> = self.rows.iter().map(object).collect();
        let mut members: Vec<_> = about.iter().map(|(name, value)| member((name, value))).collect();
        members.push(format!("{}:[{}]", Value::from(name), rows.join(",")));
        lay_out(&format!("{{{}}}", members.join(","))) + "\n"
    }
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text,
        // A number that begins with a minus sign is no formula.
        other => return other.to_string(),
    };
    let text = if text.starts_with(FORMULA_STARTS) { format!("'{text}") } else { text.clone() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The name of a file with rows: `training-us-east-1-2026-11-20T12-00-00Z.csv`. `parts` are its first words.
///
/// What not every system takes in the name of a file becomes a hyphen.
#[must_use]
pub fn file_name(parts: &[&str], at: Timestamp, is_partial: bool, extension: &str) -> String {
    let name = format!("{}-{}{}", parts.join("-"), at.to_rfc3339(), if is_partial { "-partial" } else { "" });
    let safe =
        |character: char| if character.is_ascii_alphanumeric() || "-_.".contains(character) { character } else { '-' };
    name.chars().map(safe).collect::<String>() + "." + extension
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::aws::reply;

    fn sheet() -> Sheet {
        let summaries: Vec<BehaviorModelTrainingSummary> = vec![
            reply::read(json!({
                "securityProfileName": "pumps", "behaviorName": "bytes \"out\", all", "modelStatus": "ACTIVE",
                "datapointsCollectionPercentage": 32.891_999_999_999_996, "trainingDataCollectionStartDate": 1_795_176_000,
            }))
            .unwrap(),
            reply::read(json!({ "securityProfileName": "pumps", "behaviorName": "=HYPERLINK(1)" })).unwrap(),
        ];
        Sheet::of_training(summaries.iter())
    }

    #[test]
    fn csv_holds_every_member_and_no_formula() {
        assert_eq!(
            sheet().csv(),
            "securityProfileName,behaviorName,modelStatus,datapointsCollectionPercentage,\
             trainingDataCollectionStartDate,lastModelRefreshDate\r\n\
             pumps,\"bytes \"\"out\"\", all\",ACTIVE,32.891999999999996,2026-11-20T12:00:00Z,\r\n\
             pumps,'=HYPERLINK(1),,,,\r\n"
        );
    }

    #[test]
    fn no_text_begins_like_a_formula() {
        for start in ["=", "+", "-", "@", "\t"] {
            assert_eq!(cell(&format!("{start}1").into()), format!("'{start}1"));
        }
        assert_eq!(cell(&"\r1".into()), "\"'\r1\"");
        assert_eq!(cell(&"a=1".into()), "a=1");
        assert_eq!(cell(&json!(-1.5)), "-1.5");
    }

    #[test]
    fn json_holds_the_rows_and_what_is_to_be_known_about_them() {
        let sheet = sheet();
        let json = sheet.json(&[("rows", sheet.len().into()), ("partial", true.into())], "summaries");
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["rows"], 2);
        assert_eq!(read["partial"], true);
        assert_eq!(read["summaries"][0]["datapointsCollectionPercentage"], 32.891_999_999_999_996);
        assert_eq!(read["summaries"][1]["behaviorName"], "=HYPERLINK(1)");
        assert_eq!(read["summaries"][1]["lastModelRefreshDate"], Value::Null);
        assert!(json.starts_with("{\n  \"rows\": 2,\n"), "{json}");
    }

    #[test]
    fn every_system_takes_the_name_of_the_file() {
        let at = Timestamp::from_seconds(1_795_176_000);
        assert_eq!(
            file_name(&["training", "us-east-1"], at, false, "csv"),
            "training-us-east-1-2026-11-20T12-00-00Z.csv"
        );
        assert_eq!(file_name(&["a:b/c"], at, true, "json"), "a-b-c-2026-11-20T12-00-00Z-partial.json");
    }
}
