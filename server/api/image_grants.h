#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/image_store/stored_file.h"

namespace overread::api {

/// What was fully checked a moment ago: who asks, whether they may, and where the pictures lie. A viewer asks for the
/// slices of a series in a dozen requests within a second; each with its session check, its look at the task and its
/// durable event would cost ten times what its bytes cost. So the first request is checked and leaves the event of the
/// look, and those that follow it within `lasts` are answered by what it found. A session that ends or a lease that is
/// lost is noticed after that time at the latest. Thread-safe.
class ImageGrants {
public:
    static constexpr std::chrono::seconds lasts{2};

    struct Grant {
        std::shared_ptr<const StoredFile> file;
        std::vector<std::uint64_t> offsets;  ///< slice n is offsets[n] .. offsets[n + 1]
    };
    using Clock = std::chrono::steady_clock;
    /// `asked` names everything that the check looked at: token, way of sign-in, task, kind of pictures.
    [[nodiscard]] std::shared_ptr<const Grant> find(const std::string& asked, Clock::time_point now = Clock::now());
    void remember(const std::string& asked, std::shared_ptr<const Grant> grant, Clock::time_point now = Clock::now());

private:
    struct Kept {
        std::shared_ptr<const Grant> grant;
        Clock::time_point until;
    };
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

}  // namespace overread::api
