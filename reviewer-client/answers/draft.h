#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/domain/timestamp.h"
#include "reviewer-client/answers/double_read_answers.h"
#include "reviewer-client/answers/peer_review_answers.h"
#include "reviewer-client/answers/settlement_answers.h"

namespace overread::client {

/// What was typed into one assignment's form, and where the reader was: kept on this machine and on the server. It
/// names no patient, no study and no assignment.
struct Draft {
    Timestamp changedAt;  ///< answers, marks or what was drawn, however late they were saved; by the server's clock
    int slice = 0;        ///< where the reader was, 0-based
    std::set<int> marks;
    std::string viewer;  ///< measurements and window, opaque text of the viewer
    std::string writer;  ///< the workstation that wrote it, as it calls itself
    DoubleReadAnswers read;
    PeerReviewAnswers review;
    SettlementAnswers settlement;
    bool operator==(const Draft&) const = default;
};

[[nodiscard]] std::string toText(const Draft& draft);
/// None for anything that this client did not write itself in this version's form.
[[nodiscard]] std::optional<Draft> draftFrom(std::string_view text);
/// True of two drafts that two workstations wrote and that answer differently: only a person can choose.
[[nodiscard]] bool contradict(const std::optional<Draft>& a, const std::optional<Draft>& b);
/// The one whose answers changed last: this machine's and the server's.
[[nodiscard]] std::optional<Draft> newer(std::optional<Draft> a, std::optional<Draft> b);

}  // namespace overread::client
