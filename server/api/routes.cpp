#include "server/api/routes.h"

#include <algorithm>

#include "server/api/resources.h"

namespace overread::api {

namespace {

using enum Role;

const std::vector<Role> reviewers{reviewer, arbiter};
const std::vector<Role> overseers{head, qaLead};
const std::vector<Role> staffing{qaLead, administrator};
const std::vector<Role> learners{head, qaLead, radiologist, reviewer, arbiter};

const std::vector<Route>& table() {
    static const std::vector<Route> rows{
        {"POST", "/api/v1/sessions", Access::everybody, {}, signIn},
        {"DELETE", "/api/v1/sessions/current", Access::signedIn, {}, signOut},
        {"GET", "/api/v1/me", Access::signedIn, {}, showMe},

        {"POST", "/api/v1/reports", Access::roles, {integrator}, receiveReport},

        {"GET", "/api/v1/worklist", Access::roles, reviewers, showWorklist},
        {"POST", "/api/v1/assignments/next", Access::roles, reviewers, takeNextAssignment},
        {"GET", "/api/v1/assignments/{handle}", Access::roles, reviewers, showAssignment},
        {"POST", "/api/v1/assignments/{handle}/opening", Access::roles, reviewers, openAssignment},
        {"POST", "/api/v1/assignments/{handle}/lease", Access::roles, reviewers, renewLease},
        {"DELETE", "/api/v1/assignments/{handle}/lease", Access::roles, reviewers, putAside},
        {"PUT", "/api/v1/assignments/{handle}/workstation", Access::roles, reviewers, readOnWorkstation},
        {"PUT", "/api/v1/assignments/{handle}/draft", Access::roles, reviewers, saveDraft},
        {"GET", "/api/v1/assignments/{handle}/frames", Access::roles, reviewers, sendFrames, sendFramesAgain},
        {"GET", "/api/v1/assignments/{handle}/frames/{n}", Access::roles, reviewers, sendFrame},
        {"GET", "/api/v1/assignments/{handle}/prior/frames", Access::roles, reviewers, sendPriorFrames,
         sendPriorFramesAgain},
        {"GET", "/api/v1/assignments/{handle}/masks", Access::roles, reviewers, sendMasks, sendMasksAgain},
        {"GET", "/api/v1/assignments/{handle}/masks/{n}", Access::roles, reviewers, sendMask},
        {"POST", "/api/v1/assignments/{handle}/read", Access::roles, reviewers, lockRead},
        {"POST", "/api/v1/assignments/{handle}/review", Access::roles, reviewers, lockReview},
        {"POST", "/api/v1/assignments/{handle}/settlement", Access::roles, {arbiter}, settleCase},
        {"GET", "/api/v1/assignments/{handle}/reveal", Access::roles, reviewers, showReveal},
        {"POST", "/api/v1/assignments/{handle}/notes", Access::roles, reviewers, addNote},

        {"GET", "/api/v1/studies", Access::roles, {qaLead}, listStudies},
        {"GET", "/api/v1/cases", Access::roles, overseers, listCases},
        {"GET", "/api/v1/cases/{caseId}", Access::roles, overseers, showCase},
        {"GET", "/api/v1/cases/{caseId}/outside-results", Access::roles, {qaLead}, listOutsideResults},
        {"GET", "/api/v1/cases/{caseId}/pictures", Access::roles, overseers, showCasePictures},
        {"GET", "/api/v1/cases/{caseId}/pictures/{rendering}/{kind}/{n}", Access::roles, overseers, sendCasePicture},
        {"GET", "/api/v1/figures/radiologists", Access::roles, overseers, showRadiologistFigures},
        {"GET", "/api/v1/figures/groups", Access::roles, overseers, showFigureGroups},
        {"GET", "/api/v1/figures/profile", Access::roles, overseers, showFigureProfile},
        {"GET", "/api/v1/figures/charts", Access::roles, overseers, showFigureCharts},
        {"POST", "/api/v1/figures/bases", Access::roles, {qaLead}, setChartBase},
        {"GET", "/api/v1/figures/involvement", Access::roles, overseers, showInvolvement},
        {"GET", "/api/v1/figures/technical", Access::roles, overseers, showTechnicalFigures},
        {"GET", "/api/v1/figures/services", Access::roles, overseers, showServiceFigures},
        {"GET", "/api/v1/figures/reviewers", Access::roles, {qaLead}, showReviewerFigures},
        {"GET", "/api/v1/figures/my-reading", Access::roles, reviewers, showMyReading},
        {"GET", "/api/v1/figures/mine", Access::roles, {radiologist}, showMyFigures},
        {"GET", "/api/v1/figures/overview", Access::roles, overseers, showOverview},
        {"GET", "/api/v1/figures/operation", Access::roles, overseers, showOperation},
        {"GET", "/api/v1/figures/staffing", Access::roles, overseers, showStaffing},
        {"GET", "/api/v1/figures/effect", Access::roles, overseers, showEffect},
        {"GET", "/api/v1/documents/quality-report", Access::roles, overseers, sendQualityReport},
        {"GET", "/api/v1/documents/my-quality-report", Access::roles, {radiologist}, sendMyQualityReport},
        {"GET", "/api/v1/documents/cases", Access::roles, overseers, sendCaseList},
        {"GET", "/api/v1/cases/{caseId}/letter", Access::roles, overseers, sendLetterOfCase},
        {"GET", "/api/v1/feedback/{feedbackId}/letter", Access::roles, {radiologist}, sendMyLetter},
        {"GET", "/api/v1/learning-sessions/{sessionId}/document", Access::roles, learners, sendLearningSet},
        {"GET", "/api/v1/alerts", Access::roles, overseers, listAlerts},
        {"POST", "/api/v1/alerts/{alertId}/acknowledgement", Access::roles, overseers, acknowledgeAlert},

        {"GET", "/api/v1/feedback", Access::roles, {radiologist}, listFeedback},
        {"GET", "/api/v1/feedback-summary", Access::roles, {radiologist}, showFeedbackSummary},
        {"GET", "/api/v1/feedback/{feedbackId}/pictures", Access::roles, {radiologist}, showFeedbackPictures},
        {"GET",
         "/api/v1/feedback/{feedbackId}/pictures/{rendering}/{kind}/{n}",
         Access::roles,
         {radiologist},
         sendFeedbackPicture},
        {"GET", "/api/v1/feedback/{feedbackId}", Access::roles, {radiologist}, showFeedback},
        {"POST", "/api/v1/feedback/{feedbackId}/acknowledgement", Access::roles, {radiologist}, acknowledgeFeedback},
        {"POST", "/api/v1/feedback/{feedbackId}/dispute", Access::roles, {radiologist}, disputeFeedback},

        {"GET", "/api/v1/users", Access::roles, {administrator}, listUsers},
        {"POST", "/api/v1/users", Access::roles, {administrator}, addUser},
        {"GET", "/api/v1/users/{user}", Access::roles, {administrator}, showUser},
        {"PUT", "/api/v1/users/{user}", Access::roles, {administrator}, changeUser},
        {"DELETE", "/api/v1/users/{user}/sessions", Access::roles, {administrator}, endSessionsOfUser},
        {"GET", "/api/v1/jobs", Access::roles, {administrator}, showJobs},
        {"POST", "/api/v1/jobs/dead-letters/retries", Access::roles, {administrator}, retryDeadLetters},
        {"POST", "/api/v1/jobs/dead-letters/discards", Access::roles, {administrator}, discardDeadLetters},
        {"GET", "/api/v1/system", Access::roles, {administrator}, showSystem},
        {"GET", "/api/v1/audit", Access::roles, {qaLead, administrator}, listAudit},
        {"GET", "/api/v1/audit/verification", Access::roles, {qaLead, administrator}, verifyAudit},
        {"GET", "/api/v1/plan", Access::roles, {qaLead}, showPlan},
        {"GET", "/api/v1/plans", Access::roles, {qaLead}, listPlans},
        {"POST", "/api/v1/plans/preview", Access::roles, {qaLead}, previewPlan},
        {"POST", "/api/v1/plans", Access::roles, {qaLead}, savePlan},

        {"GET", "/api/v1/oversight/today", Access::roles, overseers, showToday},
        {"GET", "/api/v1/oversight/assignments", Access::roles, overseers, listOpenAssignments},
        {"GET", "/api/v1/oversight/assignments/{assignmentId}/candidates", Access::roles, {qaLead}, listCandidates},
        {"PUT", "/api/v1/oversight/assignments/{assignmentId}/reviewer", Access::roles, {qaLead}, moveAssignment},
        {"GET", "/api/v1/reviewers", Access::roles, overseers, listReviewers},
        {"PUT", "/api/v1/reviewers/{reviewer}/qualifications", Access::roles, staffing, setQualifications},
        {"GET", "/api/v1/shifts", Access::roles, {qaLead, administrator, reviewer, arbiter}, listShifts},
        {"POST", "/api/v1/shifts", Access::roles, staffing, addShift},
        {"DELETE", "/api/v1/shifts/{shiftId}", Access::roles, staffing, removeShift},
        {"PUT", "/api/v1/worklist/availability", Access::roles, reviewers, setAvailability},
        {"GET", "/api/v1/me/calibration", Access::roles, reviewers, showMyCalibration},
        {"GET", "/api/v1/me/pace", Access::roles, reviewers, showMyPace},
        {"GET", "/api/v1/me/reads", Access::roles, reviewers, listMyReads},
        {"GET", "/api/v1/me/settings", Access::roles, reviewers, showMySettings},
        {"PUT", "/api/v1/me/settings", Access::roles, reviewers, saveMySettings},
        {"GET", "/api/v1/people", Access::roles, overseers, listPeople},

        {"GET", "/api/v1/disputes", Access::roles, {qaLead}, listDisputes},
        {"POST", "/api/v1/cases/{caseId}/cancellation", Access::roles, {qaLead}, cancelCase},
        {"GET", "/api/v1/reports", Access::roles, {radiologist, head, qaLead}, listReports},
        {"POST",
         "/api/v1/reports/{reportId}/review-request",
         Access::roles,
         {radiologist, head, qaLead},
         requestReview},

        {"GET", "/api/v1/measures", Access::roles, overseers, listMeasures},
        {"POST", "/api/v1/measures", Access::roles, overseers, openMeasure},
        {"GET", "/api/v1/measures/{measureId}", Access::roles, overseers, showMeasure},
        {"PUT", "/api/v1/measures/{measureId}", Access::roles, overseers, changeMeasure},
        {"POST", "/api/v1/measures/{measureId}/closing", Access::roles, overseers, closeMeasure},
        {"GET", "/api/v1/checklists", Access::roles, overseers, listChecklists},
        {"POST", "/api/v1/checklists", Access::roles, overseers, openChecklist},
        {"GET", "/api/v1/checklists/{checklistId}", Access::roles, overseers, showChecklist},
        {"POST", "/api/v1/checklists/{checklistId}/items/{position}/answers", Access::roles, overseers,
         answerChecklistItem},
        {"GET", "/api/v1/learning-sessions", Access::roles, learners, listLearningSessions},
        {"POST", "/api/v1/learning-sessions", Access::roles, overseers, openLearningSession},
        {"GET", "/api/v1/learning-sessions/{sessionId}", Access::roles, learners, showLearningSession},
        {"GET", "/api/v1/learning-sessions/{sessionId}/cases/{position}/pictures", Access::roles, learners,
         showLearningPictures},
        {"GET", "/api/v1/learning-sessions/{sessionId}/cases/{position}/pictures/{rendering}/{kind}/{n}", Access::roles,
         learners, sendLearningPicture},
        {"POST", "/api/v1/learning-sessions/{sessionId}/attendance", Access::roles, learners, attendLearningSession},
        {"POST", "/api/v1/learning-sessions/{sessionId}/actions", Access::roles, overseers, addLearningAction},
        {"POST", "/api/v1/learning-sessions/{sessionId}/actions/{actionId}/completion", Access::roles, overseers,
         completeLearningAction},

        {"GET", "/health/live", Access::everybody, {}, answerAlive},
        {"GET", "/health/ready", Access::everybody, {}, answerReady},
        {"GET", "/metrics", Access::thisMachine, {}, showMetrics},
    };
    return rows;
}

/// The next segment of a path that starts with '/', cut off from it.
std::string_view cutSegment(std::string_view& path) {
    const auto end = std::min(path.find('/', 1), path.size());
    const auto segment = path.substr(1, end - 1);
    path.remove_prefix(end);
    return segment;
}

}  // namespace

bool Route::isOpenTo(const Caller& caller) const {
    return access != Access::roles ||
           std::any_of(roles.begin(), roles.end(), [&](Role role) { return caller.has(role); });
}

std::span<const Route> routes() {
    return table();
}

std::optional<std::map<std::string, std::string>> parametersOf(std::string_view pattern, std::string_view path) {
    std::map<std::string, std::string> parameters;
    while (!pattern.empty() && !path.empty()) {
        const auto wanted = cutSegment(pattern);
        const auto given = cutSegment(path);
        if (wanted.starts_with('{')) {
            // Ids and handles are short; a long one is looked up nowhere.
            if (given.empty() || given.size() > 100) return std::nullopt;
            parameters.emplace(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return parameters;
}

}  // namespace overread::api
