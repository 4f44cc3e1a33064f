#pragma once
#include <optional>
#include <string>

#include "core/domain/case.h"
#include "core/wire/dispute.h"
#include "core/wire/page.h"

namespace soci {
class session;
}

namespace overread {

/// Which reports a list shows. Empty fields do not narrow it.
struct CaseFilter {
    enum class Which {
        all,       ///< every report; from and to are of its arrival
        selected,  ///< reports with a case; from and to are of its arrival
        settled    ///< reports with a settled case; from and to are of the settlement
    };
    Which which = Which::all;
    std::string facility;
    std::string reporter;  ///< staff code
    std::optional<Outcome> outcome;
    std::optional<AssignmentKind> design;  ///< doubleRead or peerReview
    /// What figures count by; settled cases alone have it.
    struct Counted {
        std::optional<std::string> scanner;
        std::optional<Grade> reported;
        std::optional<Grade> settled;
        std::optional<std::string> shift;      ///< "over": reported higher than settled, "under"
        std::optional<std::string> reason;     ///< the strictest reason of selection
        std::optional<std::string> radpeer;    ///< "1", "2a" ...
        std::optional<std::string> technical;  ///< "any" or one remark
        std::optional<std::string> dispute;    ///< "any", "open", "upheld", "overturned"
        std::optional<std::string> reviewer;   ///< staff code: they read, reviewed or arbitrated it
        bool arbitrated = false;               ///< an arbiter settled it
        std::optional<std::string> service;    ///< that measured it; "overread": the built-in measurement
        std::optional<std::string> answer;     ///< of the service: "measured", "refused"
        bool flagged = false;                  ///< those that the measurement contradicted, and so on: false: all
        bool greatCall = false;
        bool alert = false;
        bool operator==(const Counted&) const = default;
    };
    Counted counted;
    std::optional<Timestamp> from;  ///< included
    std::optional<Timestamp> to;    ///< not included
};

/// The rows of the lists of the QA lead, heads and radiologists, as they cross the network; the caller leaves out what
/// a role may not see. Lists are newest first and page by an opaque cursor: an empty one begins, one that is none of
/// ours throws std::invalid_argument. For overread_app.
class OversightRepository {
public:
    explicit OversightRepository(soci::session& session);

    [[nodiscard]] wire::Page<wire::CaseRow> casePage(const CaseFilter& filter, const std::string& cursor,
                                                     int limit) const;
    /// None for an unknown case.
    [[nodiscard]] std::optional<wire::CaseDetail> caseDetail(const CaseId& id) const;
    /// An empty facility: all of them.
    [[nodiscard]] wire::Page<wire::AlertRow> alertPage(const std::string& facility, const std::string& cursor,
                                                       int limit) const;
    /// One feedback of that reporter with their own report; none where it is not theirs, or where they are told later
    /// than `now`. The same holds of a panel's answer.
    [[nodiscard]] std::optional<wire::FeedbackDetail> feedbackDetail(const FeedbackId& id, const UserId& reporter,
                                                                     Timestamp now) const;
    [[nodiscard]] wire::FeedbackSummary feedbackSummary(const UserId& reporter, Timestamp since, Timestamp now) const;
    [[nodiscard]] wire::Page<wire::FeedbackRow> feedbackPage(const UserId& reporter, const std::string& cursor,
                                                             int limit, Timestamp now) const;

private:
    soci::session& session_;
};

}  // namespace overread
