#pragma once
#include <functional>
#include <string_view>

#include "core/domain/grade.h"
#include "core/domain/quantification.h"
#include "core/volume/ct_volume.h"

namespace overread {

struct QuantifyOptions {
    GradeLimits limits;
    int threads = 1;  ///< >= 1; the result is the same to the bit for any number
    std::function<void(std::string_view stage)> stageEnded{};  ///< told each stage's name at its end; may be empty
};

/// The figures and the masks they rest on. `labels` is empty where the volume was refused.
struct MeasuredVolume {
    Quantification figures;
    LabelVolume labels;
};

/// Measures the involvement of both lungs. Refuses, with a stable reason, what is not a chest CT with lungs in it;
/// throws only on faults (out of memory). Thread-safe. Another implementation may stand behind this signature.
[[nodiscard]] MeasuredVolume quantify(const CtVolume& volume, const QuantifyOptions& options);

}  // namespace overread
