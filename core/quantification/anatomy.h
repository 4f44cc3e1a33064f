#pragma once
#include <functional>
#include <optional>
#include <string_view>

#include "core/quantification/aeration.h"
#include "core/quantification/grid.h"
#include "core/quantification/lesions.h"

namespace overread::quantification {

/// The chest and all that was found in it, on the part of the working grid round the lungs.
struct Anatomy {
    Box box;    ///< that part; every grid here begins at box.lo
    HuGrid hu;  ///< unsmoothed
    HuGrid smooth;
    Mask body;
    Mask airways;  ///< trachea and bronchi: the air alone
    Mask right;    ///< parenchyma, diseased or not, as the patient has it
    Mask left;
    Mask effusion;  ///< of both sides; no parenchyma
    Lesions rightLesions;
    Lesions leftLesions;
    Aeration rightAeration;
    Aeration leftAeration;

    [[nodiscard]] double effusionMl() const;
    [[nodiscard]] bool hasAirways() const;
};

/// Told the name of each stage when it ends; may be empty.
using StageEnd = std::function<void(std::string_view stage)>;

/// The stages of the measurement in their order. None where there are no lungs: less than half a litre of air like that
/// of lungs.
[[nodiscard]] std::optional<Anatomy> anatomyOf(HuGrid working, int threads, const StageEnd& stageEnded);

/// A Label for each voxel of the working grid.
[[nodiscard]] Grid<std::uint8_t> labelsOf(const Anatomy& found, const Extent& working);

}  // namespace overread::quantification
