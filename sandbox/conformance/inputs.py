"""Inputs that succeed: what each operation can be asked for in the world of the server under test."""

from collections.abc import Iterator

from clients import DETECTOR, PROFILE, Clients

# 2026-01-01T00:00:00Z and 2026-01-02T00:00:00Z.
START_TIME = 1767225600
END_TIME = 1767312000


def inputs(clients: Clients, operation: str) -> Iterator[dict]:
    """Every listed thing is asked for once, the two lists with optional filters without and with them."""
    match operation:
        case "GetId":
            yield {"IdentityPoolId": clients.identity_pool()}
            logins = clients.app.logins(clients.app.tokens("viewer")["id_token"])
            yield {"IdentityPoolId": clients.identity_pool(), "Logins": logins}
        case "GetCredentialsForIdentity":
            yield {"IdentityId": new_identity(clients)}
            logins = clients.app.logins(clients.app.tokens("viewer")["id_token"])
            yield {"IdentityId": new_identity(clients, Logins=logins), "Logins": logins}
        case "RevokeToken":
            for sessions in ({}, {"RevokeAssociatedSessions": "LINKED"}):
                token = clients.app.tokens("viewer")["refresh_token"]
                yield {"Token": token, "ClientId": clients.app.client_id} | sessions
        case "GetTokensFromRefreshToken":
            token = clients.app.tokens("viewer")["refresh_token"]
            yield {"RefreshToken": token, "ClientId": clients.app.client_id}
        case "GetCallerIdentity":
            yield {}
        case "GetBehaviorModelTrainingSummaries":
            for name in profile_names(clients):
                yield {"securityProfileName": name}
        case "ListSecurityProfiles":
            yield {}
        case "DescribeSecurityProfile":
            for name in profile_names(clients):
                yield {"securityProfileName": name}
        case "ListMitigationActions":
            yield {}
        case "DescribeMitigationAction":
            for action in clients.all("ListMitigationActions"):
                yield {"actionName": action["actionName"]}
        case "StartDetectMitigationActionsTask":
            yield start_input(clients)
            yield start_on_behavior(clients)
        case "DescribeDetectMitigationActionsTask":
            for task in (start_input(clients, taskId="t1"), start_on_behavior(clients, taskId="t2")):
                clients.call("StartDetectMitigationActionsTask", **task)
                yield {"taskId": task["taskId"]}
        case "GetDetectors":
            yield {}
            yield {"detectorId": DETECTOR}
        case "DescribeDetector":
            for detector in clients.all("GetDetectors"):
                yield {"detectorId": detector["detectorId"]}
        case "GetDetectorVersion":
            for detector in clients.all("GetDetectors"):
                for version in clients.all("DescribeDetector", detectorId=detector["detectorId"]):
                    yield {
                        "detectorId": detector["detectorId"],
                        "detectorVersionId": version["detectorVersionId"],
                    }
        case "GetRules":
            for detector in clients.all("GetDetectors"):
                yield {"detectorId": detector["detectorId"]}
            rule = clients.all("GetRules", detectorId=DETECTOR)[0]
            yield {"detectorId": DETECTOR, "ruleId": rule["ruleId"]}
            yield {"detectorId": DETECTOR, "ruleId": rule["ruleId"], "ruleVersion": rule["ruleVersion"]}


def new_identity(clients: Clients, **logins: dict) -> str:
    return clients.call("GetId", IdentityPoolId=clients.identity_pool(), **logins)["IdentityId"]


def profile_names(clients: Clients) -> list[str]:
    return [profile["name"] for profile in clients.all("ListSecurityProfiles")]


def mitigation(clients: Clients) -> str:
    """An action that Detect alarms can be mitigated with."""
    actions = clients.all("ListMitigationActions", actionType="ADD_THINGS_TO_THING_GROUP")
    return actions[0]["actionName"]


def start_input(clients: Clients, **changes) -> dict:
    """The smallest task: one violation, one action."""
    smallest = {
        "taskId": "task-1",
        "target": {"violationIds": ["0f8fad5b-d9cb-469f-a165-70867728950e"]},
        "actions": [mitigation(clients)],
        "clientRequestToken": f"token-of-{changes.get('taskId', 'task-1')}",
    }
    return smallest | changes


def start_on_behavior(clients: Clients, **changes) -> dict:
    """A task with every member: all violations of one behavior in a range of time."""
    behavior = clients.all("GetBehaviorModelTrainingSummaries", securityProfileName=PROFILE)[0]
    return start_input(
        clients,
        **{
            "taskId": "task-2",
            "target": {"securityProfileName": PROFILE, "behaviorName": behavior["behaviorName"]},
            "violationEventOccurrenceRange": {"startTime": START_TIME, "endTime": END_TIME},
            "includeOnlyActiveViolations": True,
            "includeSuppressedAlerts": False,
        }
        | changes,
    )
