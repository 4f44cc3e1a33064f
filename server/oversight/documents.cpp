#include "server/oversight/documents.h"

#include <algorithm>

#include "reports/slice.h"
#include "server/database/case_repository.h"
#include "server/database/columns.h"
#include "server/database/feedback_repository.h"
#include "server/database/person_repository.h"
#include "server/database/rendering_repository.h"
#include "server/image_store/stored_file.h"
#include "server/oversight/figures.h"

namespace overread {
namespace {

constexpr double letterSliceWidth = 330;
constexpr double learningSliceWidth = 300;

enum class Masks { outlined, leftOut };

/// The slice as it was rendered for the pages; none where it was not, or another series or measurement has come since.
std::optional<reports::Drawing> sliceOf(soci::session& session, const ImageStore& images, const CaseId& qaCase,
                                        std::optional<int> slice, Masks masks, double width) {
    const auto record = CaseRepository{session}.require(qaCase);
    const RenderingRepository renderings{session};
    const auto rendering = record.study ? renderings.findCurrent(*record.study) : std::nullopt;
    if (!rendering || !rendering->problem.empty()) return std::nullopt;
    const int shown = std::clamp(slice.value_or(record.differenceSlice), 0, rendering->slices - 1);
    const auto bytes = [&](wire::PictureKind kind) -> std::string {
        const auto place = renderings.placeOf(*record.study, rendering->renderingId, kind, shown);
        if (!place) return {};
        return bytesOf(images.picturesFile(place->seriesId, rendering->renderingId), place->offset, place->length);
    };
    const bool areDrawn = masks == Masks::outlined && rendering->hasMasks;
    const auto lung = bytes(wire::PictureKind::lung);
    if (lung.empty()) return std::nullopt;
    return reports::sliceDrawing(lung, areDrawn ? bytes(wire::PictureKind::masks) : std::string{}, width);
}

reports::QualityReport::Part partOf(soci::session& session, FigureQuery query, AssignmentKind design) {
    query.scope.design = design;
    reports::QualityReport::Part part{
        figureProfile(session, query), figureCharts(session, query), involvementFigures(session, query), {}};
    if (!query.scope.reporter && !query.scope.scanner) part.radiologists = figureGroups(session, query, "reporter");
    return part;
}

}  // namespace

CaseFilter casesBehind(const FigureQuery& query) {
    CaseFilter filter;
    filter.which = CaseFilter::Which::settled;
    filter.facility = query.scope.facility;
    if (query.scope.reporter) filter.reporter = query.subject.id;
    filter.counted.scanner = query.scope.scanner;
    filter.from = query.scope.months.start();
    filter.to = query.scope.months.end();
    return filter;
}

std::vector<wire::CaseRow> casesOf(soci::session& session, const CaseFilter& filter, std::size_t most) {
    constexpr int rowsAPage = 500;
    std::vector<wire::CaseRow> cases;
    std::string cursor;
    do {
        auto page = OversightRepository{session}.casePage(filter, cursor, rowsAPage);
        for (auto& row : page.items) {
            if (cases.size() == most) return cases;
            row.studyInstanceUid.clear();
            row.measured.series.seriesInstanceUid.clear();
            cases.push_back(std::move(row));
        }
        cursor = page.nextCursor.value_or("");
    } while (!cursor.empty());
    return cases;
}

reports::QualityReport qualityReport(soci::session& session, const FigureQuery& query,
                                     const reports::Imprint& imprint) {
    return {partOf(session, query, AssignmentKind::doubleRead), partOf(session, query, AssignmentKind::peerReview),
            casesOf(session, casesBehind(query), mostExportedRows), imprint};
}

std::optional<reports::FeedbackLetter> feedbackLetter(soci::session& session, const ImageStore& images,
                                                      const FeedbackId& id, const UserId& reporter,
                                                      const reports::Imprint& imprint) {
    const auto feedback = FeedbackRepository{session}.find(id, reporter);
    const auto detail = OversightRepository{session}.feedbackDetail(id, reporter, databaseNow(session));
    if (!feedback || !detail) return std::nullopt;
    const auto qaCase = OversightRepository{session}.caseDetail(feedback->caseId);
    const auto person = PersonRepository{session}.find(reporter);
    reports::FeedbackLetter letter{
        *detail, person ? person->displayName : "", qaCase->row.facility, qaCase->row.reportedAt, std::nullopt,
        imprint};
    letter.slice = sliceOf(session, images, feedback->caseId, feedback->slice, Masks::outlined, letterSliceWidth);
    return letter;
}

reports::LearningSet learningSet(soci::session& session, const ImageStore& images,
                                 const wire::LearningSession& learning, const reports::Imprint& imprint) {
    reports::LearningSet set{learning.row.title, learning.row.heldAt, {}, imprint};
    for (const auto& each : learning.cases)
        // Whoever may not open a case gets no image of it: who holds the session shows them.
        set.cases.push_back({each, each.caseId.empty() ? std::nullopt
                                                       : sliceOf(session, images, CaseId::parse(each.caseId),
                                                                 each.slice, Masks::leftOut, learningSliceWidth)});
    return set;
}

}  // namespace overread
