#include "server/simulation/simulated_reader.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/wire/assignment.h"
#include "core/wire/domain_json.h"

namespace overread::simulation {
namespace {

using nlohmann::json;
using wire::Assignment;

const std::string assignments = "/api/v1/assignments/";

template <class T>
T parsed(const Answer& answer) {
    return json::parse(answer.body).get<T>();
}

double rounded(double percent) {
    return std::round(std::clamp(percent, 0.0, 100.0));
}

DoubleRead blindRead(const Assignment& assignment, const std::optional<Opinion>& opinion) {
    DoubleRead read;
    if (!opinion) {
        read.quality = ImageQuality::notDiagnostic;
        read.qualityReasons = {"coverage"};
        read.confidence = 1;
        read.text = "Images cannot be judged.";
        return read;
    }
    const double percent = rounded(opinion->involvementPercent);
    read.involvement.totalPercent = percent;
    read.grade = gradeOf(percent, assignment.limits);
    read.findings.groundGlass = percent > 0;
    read.findings.consolidation = percent >= 50;
    read.confidence = 3;
    return read;
}

PeerReview reviewOf(const wire::ReviewedReport& report, const std::optional<Opinion>& opinion,
                    const Assignment& assignment) {
    PeerReview review;
    if (!opinion) {  // nothing to contradict the report with
        review.technicalRemarks = {TechnicalRemark::coverage};
        return review;
    }
    const auto own = gradeOf(rounded(opinion->involvementPercent), assignment.limits);
    if (own == report.grade) {
        review.greatCall = opinion->deservesPraise;
        if (review.greatCall && assignment.series) review.markedSlice = recognisedFrame(assignment.series->slices);
        if (review.greatCall) review.comment = "A subtle finding, clearly described.";
        return review;
    }
    const bool changesRouting = routingClassOf(own) != routingClassOf(report.grade);
    review.score = changesRouting ? RadpeerScore::shouldBeMade : RadpeerScore::notOrdinarilyMade;
    review.significance = changesRouting ? Significance::likely : Significance::unlikely;
    review.errorKind = ErrorKind::perception;
    review.comment = "I see " + std::string(nameOf(own)) + ".";
    return review;
}

}  // namespace

std::uint64_t fingerprintOf(const std::string& framePayload) {
    return std::hash<std::string>{}(framePayload);
}

int recognisedFrame(int slices) {
    return slices / 2;
}

SimulatedReader::SimulatedReader(ApiClient signedIn, Knowledge knowledge)
    : api_(std::move(signedIn)), knowledge_(std::move(knowledge)) {}

std::optional<std::string> SimulatedReader::nextHandle() {
    const auto worklist = parsed<wire::Worklist>(api_.get("/api/v1/worklist"));
    if (!worklist.held.empty()) return worklist.held.front().handle;
    const auto answer = api_.request("POST", assignments + "next").orThrow();
    if (answer.status == 204) return std::nullopt;
    return parsed<Assignment>(answer).handle;
}

bool SimulatedReader::readOne() {
    const auto handle = nextHandle();
    if (!handle) return false;
    answer(*handle);
    ++answered_;
    return true;
}

void SimulatedReader::answer(const std::string& handle) {
    const std::string path = assignments + handle;
    auto assignment = parsed<Assignment>(api_.get(path));
    std::optional<std::uint64_t> fingerprint;
    if (assignment.series) {
        const int frame = recognisedFrame(assignment.series->slices);
        fingerprint = fingerprintOf(api_.get(path + "/frames/" + std::to_string(frame)).body);
    }
    const auto opinion = knowledge_(fingerprint, assignment.kind);

    if (assignment.kind == AssignmentKind::peerReview) {
        if (!assignment.report) throw std::runtime_error("a peer review came without its report");
        const json review = reviewOf(*assignment.report, opinion, assignment);
        api_.change(path + "/review", review.dump(), assignment.etag);
        api_.get(path + "/reveal");
        return;
    }

    // Where the arbiter's own blind read is locked already (the connection broke after it), only the settlement is
    // left.
    if (!assignment.arbitration) {
        const json read = blindRead(assignment, opinion);
        const json draft = wire::Draft{read.dump(), {}};
        api_.request("PUT", path + "/draft", draft.dump()).orThrow();
        const auto locked = parsed<wire::Locked>(api_.change(path + "/read", read.dump(), assignment.etag));
        if (locked.finished) {
            api_.get(path + "/reveal");
            return;
        }
        assignment = parsed<Assignment>(api_.get(path));
    }
    if (!assignment.arbitration) throw std::runtime_error("an arbiter's blind read is locked, but nothing is shown");
    const json settlement = wire::Settlement{assignment.arbitration->own.grade, "As in my own blind read."};
    api_.change(path + "/settlement", settlement.dump(), assignment.etag);
    api_.get(path + "/reveal");
}

}  // namespace overread::simulation
