#pragma once
#include <string>
#include <vector>

#include "core/wire/oversight.h"
#include "reports/document.h"
#include "reports/imprint.h"

namespace overread::reports {

/// A list of cases as it stands on a page: with what it was narrowed by, and as of when.
struct CaseList {
    std::vector<wire::CaseRow> cases;
    std::vector<std::pair<std::string, std::string>> filters;  ///< name and value, as in the address of the page
    Imprint imprint;
};

/// A list on paper is for a person: of a longer one the newest are printed, and it says so.
inline constexpr std::size_t mostPrintedCases = 500;
[[nodiscard]] Document documentOf(const CaseList& list, Language language);
/// One case a row; no patient, no study, no reviewer.
[[nodiscard]] std::string toCsv(const CaseList& list, Language language);

/// The table of these cases, for other documents too.
[[nodiscard]] std::string casesTable(const std::vector<wire::CaseRow>& cases, Language language);

}  // namespace overread::reports
