#pragma once
#include "server/api/exchange.h"

/// What each route does; the table in routes.cpp says which and for whom. Throw Refusal, or whatever the layers below
/// throw: the edge of the request (dispatcher.cpp) turns it into a problem.
namespace overread::api {

// session_resource.cpp
[[nodiscard]] Response signIn(Exchange& exchange);
[[nodiscard]] Response signOut(Exchange& exchange);
[[nodiscard]] Response showMe(Exchange& exchange);
// report_resource.cpp
[[nodiscard]] Response receiveReport(Exchange& exchange);
// assignment_resource.cpp: taking, holding, returning
[[nodiscard]] Response showWorklist(Exchange& exchange);
[[nodiscard]] Response takeNextAssignment(Exchange& exchange);
[[nodiscard]] Response showAssignment(Exchange& exchange);
[[nodiscard]] Response openAssignment(Exchange& exchange);
[[nodiscard]] Response renewLease(Exchange& exchange);
[[nodiscard]] Response putAside(Exchange& exchange);
[[nodiscard]] Response readOnWorkstation(Exchange& exchange);
[[nodiscard]] Response saveDraft(Exchange& exchange);
// image_resource.cpp
[[nodiscard]] Response sendFrame(Exchange& exchange);
[[nodiscard]] Response sendFrames(Exchange& exchange);
[[nodiscard]] std::optional<Response> sendFramesAgain(Exchange& exchange);
[[nodiscard]] Response sendPriorFrames(Exchange& exchange);
[[nodiscard]] std::optional<Response> sendPriorFramesAgain(Exchange& exchange);
[[nodiscard]] Response sendMask(Exchange& exchange);
[[nodiscard]] Response sendMasks(Exchange& exchange);
[[nodiscard]] std::optional<Response> sendMasksAgain(Exchange& exchange);
// answer_resource.cpp: what is locked for ever, and what comes after
[[nodiscard]] Response lockRead(Exchange& exchange);
[[nodiscard]] Response lockReview(Exchange& exchange);
[[nodiscard]] Response settleCase(Exchange& exchange);
[[nodiscard]] Response showReveal(Exchange& exchange);
[[nodiscard]] Response addNote(Exchange& exchange);
// case_resource.cpp
[[nodiscard]] Response listStudies(Exchange& exchange);
[[nodiscard]] Response listCases(Exchange& exchange);
[[nodiscard]] Response showCase(Exchange& exchange);
// outside_result_resource.cpp
[[nodiscard]] Response listOutsideResults(Exchange& exchange);
// picture_resource.cpp
[[nodiscard]] Response showCasePictures(Exchange& exchange);
[[nodiscard]] Response sendCasePicture(Exchange& exchange);
[[nodiscard]] Response showFeedbackPictures(Exchange& exchange);
[[nodiscard]] Response sendFeedbackPicture(Exchange& exchange);
[[nodiscard]] Response showLearningPictures(Exchange& exchange);
[[nodiscard]] Response sendLearningPicture(Exchange& exchange);
// figures_resource.cpp
[[nodiscard]] Response showRadiologistFigures(Exchange& exchange);
[[nodiscard]] Response showFigureGroups(Exchange& exchange);
[[nodiscard]] Response showFigureProfile(Exchange& exchange);
[[nodiscard]] Response showFigureCharts(Exchange& exchange);
[[nodiscard]] Response setChartBase(Exchange& exchange);
[[nodiscard]] Response showInvolvement(Exchange& exchange);
[[nodiscard]] Response showTechnicalFigures(Exchange& exchange);
[[nodiscard]] Response showServiceFigures(Exchange& exchange);
[[nodiscard]] Response showReviewerFigures(Exchange& exchange);
[[nodiscard]] Response showMyReading(Exchange& exchange);
[[nodiscard]] Response showMyFigures(Exchange& exchange);
[[nodiscard]] Response showOverview(Exchange& exchange);
[[nodiscard]] Response showOperation(Exchange& exchange);
[[nodiscard]] Response showStaffing(Exchange& exchange);
[[nodiscard]] Response showEffect(Exchange& exchange);
// document_resource.cpp: what leaves the house as a file
[[nodiscard]] Response sendQualityReport(Exchange& exchange);
[[nodiscard]] Response sendMyQualityReport(Exchange& exchange);
[[nodiscard]] Response sendCaseList(Exchange& exchange);
[[nodiscard]] Response sendLetterOfCase(Exchange& exchange);
[[nodiscard]] Response sendMyLetter(Exchange& exchange);
[[nodiscard]] Response sendLearningSet(Exchange& exchange);
// alert_resource.cpp
[[nodiscard]] Response listAlerts(Exchange& exchange);
[[nodiscard]] Response acknowledgeAlert(Exchange& exchange);
// feedback_resource.cpp
[[nodiscard]] Response listFeedback(Exchange& exchange);
[[nodiscard]] Response showFeedbackSummary(Exchange& exchange);
[[nodiscard]] Response acknowledgeFeedback(Exchange& exchange);
[[nodiscard]] Response disputeFeedback(Exchange& exchange);
// dispute_resource.cpp: disputes, cancellations, requests for a review
[[nodiscard]] Response listDisputes(Exchange& exchange);
[[nodiscard]] Response showFeedback(Exchange& exchange);
[[nodiscard]] Response cancelCase(Exchange& exchange);
[[nodiscard]] Response listReports(Exchange& exchange);
[[nodiscard]] Response requestReview(Exchange& exchange);
// plan_resource.cpp
[[nodiscard]] Response showPlan(Exchange& exchange);
[[nodiscard]] Response listPlans(Exchange& exchange);
[[nodiscard]] Response previewPlan(Exchange& exchange);
[[nodiscard]] Response savePlan(Exchange& exchange);
// staffing_resource.cpp: who reads what and when
[[nodiscard]] Response showToday(Exchange& exchange);
[[nodiscard]] Response listOpenAssignments(Exchange& exchange);
[[nodiscard]] Response listCandidates(Exchange& exchange);
[[nodiscard]] Response moveAssignment(Exchange& exchange);
[[nodiscard]] Response listReviewers(Exchange& exchange);
[[nodiscard]] Response setQualifications(Exchange& exchange);
[[nodiscard]] Response listShifts(Exchange& exchange);
[[nodiscard]] Response addShift(Exchange& exchange);
[[nodiscard]] Response removeShift(Exchange& exchange);
[[nodiscard]] Response setAvailability(Exchange& exchange);
[[nodiscard]] Response showMyCalibration(Exchange& exchange);
[[nodiscard]] Response showMyPace(Exchange& exchange);
[[nodiscard]] Response showMySettings(Exchange& exchange);
[[nodiscard]] Response saveMySettings(Exchange& exchange);
[[nodiscard]] Response listMyReads(Exchange& exchange);
[[nodiscard]] Response listPeople(Exchange& exchange);
// improvement_resource.cpp: measures and learning sessions
[[nodiscard]] Response listMeasures(Exchange& exchange);
[[nodiscard]] Response openMeasure(Exchange& exchange);
[[nodiscard]] Response showMeasure(Exchange& exchange);
[[nodiscard]] Response changeMeasure(Exchange& exchange);
[[nodiscard]] Response closeMeasure(Exchange& exchange);
[[nodiscard]] Response listLearningSessions(Exchange& exchange);
[[nodiscard]] Response openLearningSession(Exchange& exchange);
[[nodiscard]] Response showLearningSession(Exchange& exchange);
[[nodiscard]] Response attendLearningSession(Exchange& exchange);
[[nodiscard]] Response addLearningAction(Exchange& exchange);
[[nodiscard]] Response completeLearningAction(Exchange& exchange);
// checklist_resource.cpp
[[nodiscard]] Response listChecklists(Exchange& exchange);
[[nodiscard]] Response openChecklist(Exchange& exchange);
[[nodiscard]] Response showChecklist(Exchange& exchange);
[[nodiscard]] Response answerChecklistItem(Exchange& exchange);
// user_resource.cpp
[[nodiscard]] Response listUsers(Exchange& exchange);
[[nodiscard]] Response addUser(Exchange& exchange);
[[nodiscard]] Response showUser(Exchange& exchange);
[[nodiscard]] Response changeUser(Exchange& exchange);
[[nodiscard]] Response endSessionsOfUser(Exchange& exchange);
// operation_resource.cpp
[[nodiscard]] Response showJobs(Exchange& exchange);
[[nodiscard]] Response listAudit(Exchange& exchange);
[[nodiscard]] Response verifyAudit(Exchange& exchange);
[[nodiscard]] Response answerAlive(Exchange& exchange);
[[nodiscard]] Response answerReady(Exchange& exchange);
[[nodiscard]] Response showMetrics(Exchange& exchange);
// system_resource.cpp
[[nodiscard]] Response showSystem(Exchange& exchange);
[[nodiscard]] Response retryDeadLetters(Exchange& exchange);
[[nodiscard]] Response discardDeadLetters(Exchange& exchange);

}  // namespace overread::api
