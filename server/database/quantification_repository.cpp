#include "server/database/quantification_repository.h"

#include <nlohmann/json.hpp>

#include "core/wire/domain_json.h"
#include "server/database/columns.h"

namespace overread {

QuantificationRepository::QuantificationRepository(soci::session& session) : session_(session) {}

void QuantificationRepository::save(const StudyId& study, const std::string& seriesId,
                                    const Quantification& quantification) {
    const bool isMeasured = quantification.status == Quantification::Status::measured;
    const auto series = seriesId.empty() ? std::nullopt : std::optional(seriesId);
    const auto grade = isMeasured ? std::optional(quantification.grade) : std::nullopt;
    const auto total = isMeasured ? std::optional(quantification.involvement.totalPercent) : std::nullopt;
    const auto uncertainty = isMeasured ? std::optional(quantification.uncertaintyPercent) : std::nullopt;
    const auto confidence = isMeasured ? std::optional(quantification.confidence) : std::nullopt;
    execute(session_,
            "insert into qa.quantification (study_id, series_id, status, reason, grade, involvement_total, "
            "uncertainty_percent, confidence, figures) values (:study, :series, :status, :reason, :grade, :total, "
            ":uncertainty, :confidence, :figures::jsonb) "
            "on conflict (study_id) do update set series_id = excluded.series_id, status = excluded.status, "
            "reason = excluded.reason, grade = excluded.grade, involvement_total = excluded.involvement_total, "
            "uncertainty_percent = excluded.uncertainty_percent, confidence = excluded.confidence, "
            "figures = excluded.figures, measured_at = now()",
            study, series, quantification.status, quantification.reason, grade, total, uncertainty, confidence,
            nlohmann::json(quantification).dump());
}

std::optional<Quantification> QuantificationRepository::find(const StudyId& study) const {
    std::string figures;
    if (!fetchRow(session_, "select figures::text from qa.quantification where study_id = :study", std::tie(figures),
                  study))
        return std::nullopt;
    return nlohmann::json::parse(figures).get<Quantification>();
}

std::string QuantificationRepository::versionOf(const StudyId& study) const {
    std::string version;
    if (!fetchRow(session_,
                  "select extract(epoch from measured_at)::text from qa.quantification where study_id = :study",
                  std::tie(version), study))
        return {};
    return version;
}

}  // namespace overread
