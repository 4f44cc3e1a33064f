#include "server/database/case_story_repository.h"

#include "server/database/columns.h"

namespace overread {

CaseStoryRepository::CaseStoryRepository(soci::session& session) : session_(session) {}

std::vector<CaseId> CaseStoryRepository::find(const std::string& idOrStudyUid) const {
    std::vector<CaseId> found;
    CaseId id;
    forEachRow(
        session_,
        "select c.id from qa.qa_case c join qa.report r on r.id = c.report_id "
        "left join qa.study s on s.id = r.study_id where c.id::text = :a or r.id::text = :b "
        "or s.study_instance_uid = :c or r.study_instance_uid = :d order by c.opened_at, c.id",
        std::tie(id), [&] { found.push_back(id); }, idOrStudyUid, idOrStudyUid, idOrStudyUid, idOrStudyUid);
    return found;
}

std::string CaseStoryRepository::storyJson(const CaseId& id) const {
    std::string story;
    if (!fetchRow(
            session_,
            "with c as (select * from qa.qa_case where id = :id), "
            "tasks as (select a.* from qa.assignment a join c on c.id = a.case_id where a.purpose = 'case') "
            "select json_build_object("
            "'case', (select json_build_object('id', id, 'report', report_id, 'state', state, 'firstTask', first_task, "
            " 'reporter', reporter, 'facility', facility, 'judgedVersion', report_version, 'reportedGrade', "
            " reported_grade, 'inclusionProbability', inclusion_probability, 'designProbability', design_probability, "
            " 'openedAt', opened_at, 'dueAt', due_at, 'settledAt', settled_at, 'outcome', outcome, 'settledGrade', "
            " settled_grade, 'rule', rule, 'pointsApart', points_apart, 'settlementReason', settlement_reason, "
            " 'cancelReason', cancel_reason) from c), "
            "'draws', (select coalesce(json_agg(json_build_object('reason', s.reason, 'stratum', s.stratum, "
            " 'probability', s.probability, 'number', s.draw, 'selected', s.selected, 'planVersion', s.plan_version, "
            " 'firstTask', s.first_task, 'doubleReadShare', s.double_read_share, 'decidedAt', s.decided_at, 'restsOn', "
            " s.detail) order by s.decided_at, s.reason), '[]') from qa.selection s join c on c.report_id = "
            "s.report_id), "
            "'versions', (select coalesce(json_agg(json_build_object('version', v.version, 'grade', v.grade, "
            " 'involvement', v.involvement_total, 'routing', v.routing, 'signedAt', v.signed_at, 'receivedAt', "
            " v.received_at) order by v.version), '[]') from qa.report_version v join c on c.report_id = v.report_id), "
            "'tasks', (select coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'state', t.state, "
            " 'isPanel', t.is_panel, 'reader', t.reviewer, 'createdAt', t.created_at, 'dueAt', t.due_at, 'takenAt', "
            " t.taken_at, 'finishedAt', t.finished_at, 'returns', (select "
            "coalesce(json_agg(json_build_object('reader', "
            " r.reviewer, 'reason', r.reason, 'at', r.returned_at) order by r.returned_at), '[]') "
            " from qa.assignment_return r where r.assignment_id = t.id)) order by t.created_at, t.id), '[]') from "
            "tasks t), "
            "'answers', (select coalesce(json_agg(x.answer order by x.at), '[]') from ("
            " select r.locked_at as at, json_build_object('what', case r.kind when 'doubleRead' then 'double read' "
            "else "
            "  'blind read of the arbiter' end, 'task', r.assignment_id, 'reader', r.reader, 'grade', r.grade, "
            "  'involvement', r.involvement_total, 'quality', r.quality, 'confidence', r.confidence, 'at', "
            "r.locked_at) "
            "  as answer from qa.read r join c on c.id = r.case_id "
            " union all select v.locked_at, json_build_object('what', 'peer review', 'task', v.assignment_id, "
            "'reader', "
            "  v.reviewer, 'score', v.score, 'significance', v.significance, 'greatCall', v.great_call, 'at', "
            "  v.locked_at) from qa.review v join c on c.id = v.case_id "
            " union all select s.settled_at, json_build_object('what', 'settlement', 'task', s.assignment_id, "
            "'reader', "
            "  s.arbiter, 'grade', s.grade, 'reason', s.reason, 'at', s.settled_at) "
            "  from qa.settlement s join c on c.id = s.case_id) x), "
            "'dispute', (select json_build_object('question', d.question, 'slice', d.slice, 'disputedAt', "
            "d.disputed_at, "
            " 'gradeBefore', d.grade_before, 'outcomeBefore', d.outcome_before, 'verdict', d.verdict, 'reason', "
            "d.reason, "
            " 'gradeAfter', d.grade_after, 'outcomeAfter', d.outcome_after, 'decidedAt', d.decided_at) "
            " from qa.dispute d join c on c.id = d.case_id), "
            "'alert', (select json_build_object('raisedAt', a.raised_at, 'level', a.escalation, 'acknowledgedAt', "
            " a.acknowledged_at, 'acknowledgedBy', a.acknowledged_by, 'how', a.how) "
            " from qa.alert a join c on c.id = a.case_id), "
            "'feedback', (select json_build_object('sentAt', f.sent_at, 'answerUntil', f.answer_until, 'state', "
            "f.state, "
            " 'answeredAt', f.answered_at) from qa.feedback f join c on c.id = f.case_id), "
            "'events', (select coalesce(json_agg(json_build_object('at', e.at, 'what', e.action, 'about', "
            " e.subject_kind, 'id', e.subject_id, 'actor', e.actor, 'detail', e.detail) order by e.sequence), '[]') "
            " from audit.event e where (e.subject_kind, e.subject_id) in (select 'case', id::text from c "
            " union all select 'report', report_id::text from c union all select 'assignment', id::text from tasks))"
            ")::text where exists (select from c)",
            std::tie(story), id))
        return "{}";
    return story;
}

}  // namespace overread
