#pragma once
#include <optional>
#include <vector>

#include "core/domain/id.h"
#include "reports/case_list.h"
#include "reports/feedback_letter.h"
#include "reports/learning_set.h"
#include "reports/quality_report.h"
#include "server/database/oversight_repository.h"
#include "server/image_store/image_store.h"
#include "server/oversight/figure_query.h"

/// What documents say, in one transaction each: so that the numbers, the charts and the cases behind them are of one
/// moment, and are those of the pages. The caller has looked whether it may be seen, and writes the export to the
/// trail.
namespace overread {

/// trust.md, section 2: an export is no way to take everything along at once.
inline constexpr std::size_t mostExportedRows = 100'000;

/// Both designs of the query's subject, the cases of the period, and of a facility or all its radiologists.
[[nodiscard]] reports::QualityReport qualityReport(soci::session& session, const FigureQuery& query,
                                                   const reports::Imprint& imprint);

/// The settled cases behind a report.
[[nodiscard]] CaseFilter casesBehind(const FigureQuery& query);
/// Newest first, without what finds the patient; at most `most`.
[[nodiscard]] std::vector<wire::CaseRow> casesOf(soci::session& session, const CaseFilter& filter, std::size_t most);

/// None where that feedback went to somebody else.
[[nodiscard]] std::optional<reports::FeedbackLetter> feedbackLetter(soci::session& session, const ImageStore& images,
                                                                    const FeedbackId& id, const UserId& reporter,
                                                                    const reports::Imprint& imprint);

[[nodiscard]] reports::LearningSet learningSet(soci::session& session, const ImageStore& images,
                                               const wire::LearningSession& learning, const reports::Imprint& imprint);

}  // namespace overread
