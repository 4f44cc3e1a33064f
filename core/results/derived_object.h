#pragma once
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>

#include <string>

#include "core/results/source_series.h"

/// What our SEG and our SR have in common. For the .cpp files of this folder alone.
namespace overread::derived {

inline constexpr const char* manufacturer = "overread";
inline constexpr const char* model = "overread quantification";
inline constexpr const char* version = OVERREAD_VERSION;
inline constexpr const char* serialNumber = "1";                  ///< the type wants one; copies of a program have none
inline constexpr const char* author = "Overread^Quantification";  ///< as a person's name
inline constexpr const char* intendedUse = "Quality assurance; not for primary diagnosis";

/// A new UID, 2.25 and a random UUID.
[[nodiscard]] std::string newUid();

/// A decimal string: at most 16 characters.
[[nodiscard]] std::string decimal(double value);
/// A measured value with two digits behind the point: more would promise what no measurement keeps.
[[nodiscard]] std::string measured(double value);

/// Throws std::runtime_error with `what` and DCMTK's reason.
void require(const OFCondition& condition, const std::string& what);

/// Patient, study and frame of reference as the source has them, in UTF-8, and one of its slices.
void putSource(DcmItem& data, const SourceSeries& source, const SourceSeries::Instance& instance);

struct Moment {
    std::string date, time;
};
/// Now, UTC.
[[nodiscard]] Moment now();

}  // namespace overread::derived
