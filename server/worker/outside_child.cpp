#include <optional>

#include "core/results/outside_result.h"
#include "server/worker/children.h"
#include "server/worker/exchange.h"
#include "server/worker/stored_labels.h"

namespace overread {

void readOutsideResult(const std::filesystem::path& folder) {
    const auto in = folder / "in";
    std::optional<VolumeGeometry> geometry;
    std::optional<LabelVolume> ours;
    if (std::filesystem::exists(in / "series.json")) geometry = readStored(in / "series.json").geometry;
    if (geometry && std::filesystem::exists(in / "labels")) ours = readLabels(in / "labels", *geometry);
    const auto theirs = readOutsideResult(in / "object.dcm", geometry ? &*geometry : nullptr, ours ? &*ours : nullptr);

    OutsideRead read{.kind = theirs.kind == OutsideResult::Kind::seg ? "seg" : "sr",
                     .service = theirs.service,
                     .version = theirs.version,
                     .reason = theirs.reason,
                     .detail = theirs.detail,
                     .involvement = theirs.involvement,
                     .lesionDice = {},
                     .lungDice = {},
                     .hasMasks = !theirs.masks.labels.empty()};
    if (read.hasMasks) {
        writeLabels(folder / "out" / "labels", theirs.masks);
        if (ours) {
            const auto overlap = overlapOf(theirs.masks, *ours);
            read.lesionDice = overlap.lesionDice;
            read.lungDice = overlap.lungDice;
        }
    }
    writeOutside(folder / "out" / "result.json", read);
}

}  // namespace overread
