//! `GET /behavior-model-training/summaries`
//!
//! How far the ML Detect models of the behaviors of one security profile, or of all, have been trained.
//! Source: GetBehaviorModelTrainingSummaries, AWS IoT API Reference.

use super::{BehaviorName, IOT, SecurityProfileName};
use crate::aws::input::input;
use crate::aws::open_enum::open_enum;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

input! {
    /// Asks for training summaries. Without a security profile: those of all.
    #[derive(Clone, Debug, Default)]
    pub struct GetBehaviorModelTrainingSummaries {
        /// Only the behaviors of this security profile.
        pub security_profile_name: Option<SecurityProfileName> = "securityProfileName",
        /// Summaries a page, 1 to 10; AWS takes 10 when it is left out.
        pub max_results: Option<u32> = "maxResults",
        /// The page to read, from the page before it.
        pub next_token: Option<String> = "nextToken",
    }
}

impl Operation for GetBehaviorModelTrainingSummaries {
    type Output = GetBehaviorModelTrainingSummariesResponse;
    const FACTS: &'static Facts = &Facts {
        name: "GetBehaviorModelTrainingSummaries",
        path: "/behavior-model-training/summaries",
        query: &["securityProfileName", "maxResults", "nextToken"],
        does: "read training summaries",
        ..IOT
    };
}

impl Paginated for GetBehaviorModelTrainingSummaries {
    type Item = BehaviorModelTrainingSummary;

    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.summaries
    }
}

reply! {
    /// A page of training summaries.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetBehaviorModelTrainingSummariesResponse {
        /// The summaries of this page.
        pub summaries: Vec<BehaviorModelTrainingSummary> = "summaries",
        /// Where the next page starts; `None` on the last.
        pub next_token: Option<String> = "nextToken",
    }
}

reply! {
    /// How far the model of one behavior has been trained.
    #[derive(Clone, Debug, PartialEq)]
    pub struct BehaviorModelTrainingSummary {
        /// The security profile that holds the behavior.
        pub security_profile_name: Option<SecurityProfileName> = "securityProfileName",
        /// The behavior.
        pub behavior_name: Option<BehaviorName> = "behaviorName",
        /// When AWS began to collect data for the model.
        pub training_data_collection_start_date: Option<Timestamp> = "trainingDataCollectionStartDate",
        /// What the model does now.
        pub model_status: Option<ModelStatus> = "modelStatus",
        /// Share of the datapoints the model needs that was collected in the trailing 14 days, in percent, 0 to 100.
        ///
        /// Not the progress of the training: models that are `ACTIVE` may well stand at 30.
        pub datapoints_collection_percentage: Option<f64> = "datapointsCollectionPercentage",
        /// When AWS last rebuilt the model, which it does daily.
        pub last_model_refresh_date: Option<Timestamp> = "lastModelRefreshDate",
    }
}

open_enum! {
    /// What the model of a behavior does. Source: `modelStatus`.
    ModelStatus {
        /// Data is being collected; the model does not exist yet.
        PendingBuild = "PENDING_BUILD",
        /// The model is built and evaluates what devices report.
        Active = "ACTIVE",
        /// AWS stopped building the model, for want of data.
        Expired = "EXPIRED",
    }
}
