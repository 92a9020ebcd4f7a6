"""Pages: every item once whatever the page size, and no token but the operation's own."""

import pytest

from clients import DETECTOR, ITEMS, PROFILE, Clients, code_of, error_of, service_of

# One world larger than each operation's greatest page: the fixture `crowded`.
SIZES = [
    *("--profiles", "30", "--behaviors", "12", "--actions", "60", "--detectors", "23"),
    *("--versions", "3", "--rules", "130"),
]
MANY_VERSIONS = ["--profiles", "1", "--detectors", "1", "--versions", "2600", "--rules", "1"]

# Filters, page sizes to try, and the size without maxResults.
PAGED = {
    "GetBehaviorModelTrainingSummaries": ({}, [1, 7, 10], 10),
    "ListSecurityProfiles": ({}, [1, 7, 250], None),
    "ListMitigationActions": ({}, [1, 7, 250], 25),
    "GetDetectors": ({}, [5, 7, 10], 10),
    "GetRules": ({"detectorId": DETECTOR}, [50, 77, 100], 100),
    "DescribeDetector": ({"detectorId": DETECTOR}, [1000, 1001, 2500], 2500),
}

REFUSAL = {"iot": "InvalidRequestException", "frauddetector": "ValidationException"}


@pytest.fixture(scope="module")
def crowded(start_server) -> Clients:
    clients = Clients(start_server(*SIZES))
    clients.sign_in()
    return clients


@pytest.fixture(scope="module")
def many_versions(start_server) -> Clients:
    clients = Clients(start_server(*MANY_VERSIONS))
    clients.sign_in()
    return clients


@pytest.fixture
def world(request, operation) -> Clients:
    """The server whose world needs several pages of the operation."""
    return request.getfixturevalue("many_versions" if operation == "DescribeDetector" else "crowded")


@pytest.mark.parametrize("operation", PAGED)
def test_pages_hold_every_item_once_at_every_page_size(world, operation):
    filters, sizes, _ = PAGED[operation]
    whole = [repr(item) for item in world.all(operation, **filters)]
    assert len(whole) > min(sizes), "the world is too small to tell"
    assert len(set(whole)) == len(whole)
    for size in sizes:
        pages = [page[ITEMS[operation]] for page in world.pages(operation, **filters, maxResults=size)]
        assert [repr(item) for page in pages for item in page] == whole
        assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)
        assert len(pages[-1]) <= size


@pytest.mark.parametrize("operation", [name for name in PAGED if PAGED[name][2]])
def test_page_without_a_size_has_the_documented_one(world, operation):
    filters, _, default = PAGED[operation]
    first = world.call(operation, **filters)
    assert len(first[ITEMS[operation]]) == default
    assert first["nextToken"]


@pytest.mark.parametrize("operation", PAGED)
def test_last_page_has_no_token(world, operation):
    filters, sizes, _ = PAGED[operation]
    *_, last = world.pages(operation, **filters, maxResults=max(sizes))
    assert "nextToken" not in last


@pytest.mark.parametrize("token", ["", "1", "garbage", "a+b/=", "é\U0001f525", "%2F", "x" * 3000])
@pytest.mark.parametrize("operation", PAGED)
def test_garbage_token_is_refused(world, operation, token):
    filters, _, _ = PAGED[operation]
    client = world.client(service_of(operation))
    error = error_of(client, operation, **filters, nextToken=token)
    assert code_of(error) == REFUSAL[service_of(operation)]


@pytest.mark.parametrize("operation", PAGED)
def test_token_of_another_operation_is_refused(world, operation):
    filters, _, _ = PAGED[operation]
    foreign = {
        other: world.call(other, **PAGED[other][0], maxResults=min(PAGED[other][1])).get("nextToken")
        for other in PAGED
        if other != operation
    }
    client = world.client(service_of(operation))
    refused = [token for token in foreign.values() if token]
    assert refused
    for token in refused:
        error = error_of(client, operation, **filters, nextToken=token)
        assert code_of(error) == REFUSAL[service_of(operation)]


def test_token_is_refused_with_other_filters(crowded):
    token = crowded.call("GetBehaviorModelTrainingSummaries", maxResults=1)["nextToken"]
    error = error_of(
        crowded.client("iot"),
        "GetBehaviorModelTrainingSummaries",
        maxResults=1,
        securityProfileName=PROFILE,
        nextToken=token,
    )
    assert code_of(error) == "InvalidRequestException"


def test_every_page_of_a_profile_is_of_that_profile(crowded):
    summaries = crowded.all("GetBehaviorModelTrainingSummaries", securityProfileName=PROFILE, maxResults=2)
    assert {summary["securityProfileName"] for summary in summaries} == {PROFILE}
