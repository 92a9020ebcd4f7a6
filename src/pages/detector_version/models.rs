//! The models and the SageMaker endpoints whose scores the rules of a version may use.

use crate::aws::fraud_detector::{ModelType, ModelVersion};
use crate::pages::detector_parts::{arn, text};
use crate::pages::list::{About, Column, list};
use crate::view::{CollectView, View, view};

/// `of` names the version for files.
pub(super) fn model_list(models: &[ModelVersion], of: Option<String>) -> View {
    if models.is_empty() {
        return view! { <p>"This version uses no models."</p> };
    }
    let columns = vec![
        Column::text("modelId", "Model ID", |model: &ModelVersion| model.model_id.as_ref().map(|id| id.as_str())),
        Column::new(
            "modelType",
            "Type",
            |model: &ModelVersion| model.model_type.as_ref().map(|model_type| model_type.as_str()).into(),
            |model| text(model.model_type.as_ref().map(type_name)),
        ),
        Column::text("modelVersionNumber", "Version", |model| {
            model.model_version_number.as_ref().map(|number| number.as_str())
        }),
        Column::new(
            "arn",
            "ARN",
            |model: &ModelVersion| model.arn.as_deref().into(),
            |model| arn(model.arn.as_deref(), "model ARN"),
        )
        .prose(),
    ];
    let about = About { name: "models", of, caption: "Models", rows: ("model", "models"), order: None };
    list(about, columns, models.to_vec())
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
