#pragma once
#include <array>
#include <string>

#include "core/domain/named.h"
#include "core/wire/json_fwd.h"

namespace overread::wire {

enum class PictureKind { lung, soft, masks };
enum class PicturesState { ready, rendering, unavailable };

/// GET /api/v1/cases/{caseId}/pictures (head, QA lead), GET /api/v1/feedback/{feedbackId}/pictures (radiologist): of a
/// settled case, for a browser. The pictures themselves, 8-bit grey PNG of rows x columns, are at
/// .../pictures/{rendering}/{kind}/{n}; n is 0-based, from the feet to the head. They are turned so that the patient's
/// right is on the left and the front is up. In `masks` the grey value of a pixel is its label (core/volume Label).
struct Pictures {
    PicturesState state = PicturesState::unavailable;  ///< rendering: ask again in a second or two
    std::string reason;                                ///< stable code, where unavailable
    // Only where ready:
    std::string rendering;
    int rows = 0;
    int columns = 0;
    int slices = 0;                     ///< fewer than the series has where it reaches the neck and face
    std::array<double, 3> spacingMm{};  ///< between columns, between rows, between slices
    int slice = 0;                      ///< 0-based: of greatest difference
    bool hasMasks = false;
};

OVERREAD_WIRE(Pictures)

}  // namespace overread::wire

template <>
struct overread::Names<overread::wire::PictureKind> {
    using enum overread::wire::PictureKind;
    static constexpr auto table = std::to_array<std::pair<wire::PictureKind, std::string_view>>(
        {{lung, "lung"}, {soft, "soft"}, {masks, "masks"}});
};
template <>
struct overread::Names<overread::wire::PicturesState> {
    using enum overread::wire::PicturesState;
    static constexpr auto table = std::to_array<std::pair<wire::PicturesState, std::string_view>>(
        {{ready, "ready"}, {rendering, "rendering"}, {unavailable, "unavailable"}});
};
