#pragma once
#include <optional>
#include <string>

#include "core/domain/case.h"
#include "core/domain/panel.h"
#include "core/wire/dispute.h"

namespace soci {
class session;
}

namespace overread {

/// What was said against a settled case, and what stood before.
struct DisputeRecord {
    CaseId caseId;
    std::string question;
    std::optional<int> slice;
    Timestamp disputedAt;
    Grade gradeBefore = Grade::ct0;
    Outcome outcomeBefore = Outcome::concordant;
    std::string reasonBefore;
};

/// Disputes, panels, and requests for a review. In a transaction that the caller began and will commit.
class DisputeRepository {
public:
    explicit DisputeRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    void add(const DisputeRecord& dispute);
    [[nodiscard]] std::optional<DisputeRecord> find(const CaseId& qaCase) const;
    void decide(const CaseId& qaCase, PanelVerdict verdict, const std::string& reason, Grade grade, Outcome outcome,
                Timestamp now);

    /// The reporter sees the panel's answer from that moment on.
    void tell(const CaseId& qaCase, Timestamp at);

    /// The newest first; throws std::invalid_argument for a cursor that is none of ours. For overread_app.
    [[nodiscard]] wire::Page<wire::DisputeRow> page(const std::optional<bool>& isOpen, const std::string& cursor,
                                                    int limit) const;
    [[nodiscard]] std::optional<wire::DisputeRow> row(const CaseId& qaCase) const;

    void addRequest(const ReportId& report, const UserId& by, OnBehalfOf onBehalfOf, const std::string& reason,
                    Timestamp now);
    struct ReportFilter {
        std::optional<UserId> reporter;
        std::string facility;  ///< empty: all
    };
    /// Reports to ask a review for, the newest first. For overread_app.
    [[nodiscard]] wire::Page<wire::ReportRow> reportPage(const ReportFilter& filter, const std::string& cursor,
                                                         int limit) const;

private:
    soci::session& session_;
};

}  // namespace overread
