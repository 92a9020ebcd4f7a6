//! The models and the SageMaker endpoints whose scores the rules of a version may use.

use crate::aws::fraud_detector::{ModelType, ModelVersion};
use crate::pages::detector_parts::{Column, arn, table, text};
use crate::view::{CollectView, View, view};

pub(super) fn model_table(models: &[ModelVersion]) -> View {
    if models.is_empty() {
        return view! { <p>"This version uses no models."</p> };
    }
    let columns = [
        Column::new("Model ID", &|model: &ModelVersion| text(model.model_id.as_ref().map(|id| id.as_str()))),
        Column::new("Type", &|model| text(model.model_type.as_ref().map(type_name))),
        Column::new("Version", &|model| text(model.model_version_number.as_ref().map(|number| number.as_str()))),
        Column::prose("ARN", &|model| arn(model.arn.as_deref(), "model ARN")),
    ];
    table("Models", &columns, models)
}

fn type_name(model_type: &ModelType) -> &str {
    match model_type {
        ModelType::OnlineFraudInsights => "Online Fraud Insights",
        ModelType::TransactionFraudInsights => "Transaction Fraud Insights",
        ModelType::AccountTakeoverInsights => "Account Takeover Insights",
        ModelType::Other(as_sent) => as_sent,
    }
}

pub(super) fn endpoint_list(endpoints: &[String]) -> View {
    if endpoints.is_empty() {
        return view! { <p>"This version uses no Amazon SageMaker endpoints."</p> };
    }
    let item = |endpoint: &String| view! { <li>{text(Some(endpoint))}</li> };
    view! { <ul>{endpoints.iter().map(item).collect_view()}</ul> }
}
