#pragma once
#include <optional>
#include <set>
#include <string>

#include "core/domain/named.h"

namespace overread {

/// RADPEER scale of the American College of Radiology: 1 concur; 2 a discrepancy not ordinarily expected to be made;
/// 3 one that should be made most of the time.
enum class RadpeerScore { concur = 1, notOrdinarilyMade = 2, shouldBeMade = 3 };
/// a: unlikely, b: likely to be clinically significant. Only with 2 and 3.
enum class Significance { unlikely, likely };
enum class ErrorKind { perception, interpretation, reporting, communication };
enum class TechnicalRemark { coverage, motion, protocol, labelling };

template <>
struct Names<ErrorKind> {
    static constexpr auto table =
        std::to_array<std::pair<ErrorKind, std::string_view>>({{ErrorKind::perception, "perception"},
                                                               {ErrorKind::interpretation, "interpretation"},
                                                               {ErrorKind::reporting, "reporting"},
                                                               {ErrorKind::communication, "communication"}});
};
template <>
struct Names<TechnicalRemark> {
    static constexpr auto table =
        std::to_array<std::pair<TechnicalRemark, std::string_view>>({{TechnicalRemark::coverage, "coverage"},
                                                                     {TechnicalRemark::motion, "motion"},
                                                                     {TechnicalRemark::protocol, "protocol"},
                                                                     {TechnicalRemark::labelling, "labelling"}});
};
template <>
struct Names<Significance> {
    static constexpr auto table = std::to_array<std::pair<Significance, std::string_view>>(
        {{Significance::unlikely, "unlikely"}, {Significance::likely, "likely"}});
};

/// A review of the report against the images, its author hidden.
struct PeerReview {
    RadpeerScore score = RadpeerScore::concur;
    std::optional<Significance> significance;  ///< present exactly with 2 and 3
    std::optional<ErrorKind> errorKind;
    std::set<TechnicalRemark> technicalRemarks;  ///< empty is "no remark", never "good"
    bool greatCall = false;
    std::optional<int> markedSlice;  ///< 0-based; the image that the praise or the discrepancy is about
    std::string comment;
};

/// "1", "2a", "2b", "3a", "3b".
[[nodiscard]] std::string radpeerName(const PeerReview& review);

/// 2b, 3a and 3b: they need a comment and go to arbitration.
[[nodiscard]] bool needsArbitration(const PeerReview& review);

}  // namespace overread
