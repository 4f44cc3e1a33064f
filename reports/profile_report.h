#pragma once
#include <string>
#include <vector>

#include "core/wire/figures.h"
#include "core/wire/oversight.h"
#include "reports/language.h"

namespace overread::reports {

/// The quality report of a radiologist, a department or a scanner: the figures of its page, printed. Double reads and
/// peer reviews are parts of their own and never added.
struct ProfileReport {
    wire::FigureProfile doubleReads;
    wire::FigureProfile peerReviews;
    std::vector<wire::CaseRow> cases;  ///< settled ones behind the numbers, without study UIDs; may be none
    std::string banner;                ///< legal note of the house; empty: the usual one
};

/// A whole page for a browser and for writePdf alike: no script, nothing fetched; bars are table cells, which a printer
/// draws as exactly as letters.
[[nodiscard]] std::string toHtml(const ProfileReport& report, Language language);
/// RFC 4180, UTF-8, a point in numbers, names of metrics as codes: for programs, in no language.
[[nodiscard]] std::string toCsv(const ProfileReport& report);
/// "Quality report G-0001, 2025-12 to 2026-11".
[[nodiscard]] std::string titleOf(const ProfileReport& report, Language language);
[[nodiscard]] std::string footerOf(const ProfileReport& report, Language language);

/// What the reporter of a case is written about it. No reviewer is named.
struct FeedbackLetter {
    wire::CaseRow row;
    std::string comment;
};
[[nodiscard]] std::string toHtml(const FeedbackLetter& letter, Language language);

/// Settled cases to learn from, without names, places, dates and identifiers; the answers stand at the end.
[[nodiscard]] std::string learningSetHtml(const std::vector<FeedbackLetter>& cases, Language language);

}  // namespace overread::reports
