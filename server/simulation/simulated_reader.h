#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/domain/case.h"
#include "server/simulation/api_client.h"

namespace overread::simulation {

/// What a simulated reader makes of images that they recognise.
struct Opinion {
    double involvementPercent = 0;
    bool deservesPraise = false;
};

/// Identifies the pixels of a frame as stored: who made or sent the images knows what is on them.
[[nodiscard]] std::uint64_t fingerprintOf(const std::string& framePayload);
/// The frame that is recognised by: the middle one.
[[nodiscard]] int recognisedFrame(int slices);

/// The opinion on the study whose middle frame has that fingerprint; none: never seen (the reader then says that the
/// images are not diagnostic). `fingerprint` is none where no image could be shown.
using Knowledge = std::function<std::optional<Opinion>(std::optional<std::uint64_t> fingerprint, AssignmentKind kind)>;

/// A reader who works through the HTTP API as the reading client does: takes the next assignment, fetches images, keeps
/// a draft, submits, looks at the reveal. They know nothing but what the server shows.
class SimulatedReader {
public:
    SimulatedReader(ApiClient signedIn, Knowledge knowledge);

    /// Resumes what is held, else takes the next assignment, and answers it. False: nothing waits.
    bool readOne();
    [[nodiscard]] int answered() const { return answered_; }

private:
    std::optional<std::string> nextHandle();
    void answer(const std::string& handle);

    ApiClient api_;
    Knowledge knowledge_;
    int answered_ = 0;
};

}  // namespace overread::simulation
