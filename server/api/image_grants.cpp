#include "server/api/image_grants.h"

namespace overread::api {

std::shared_ptr<const ImageGrants::Grant> ImageGrants::find(const std::string& asked, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    const auto at = kept_.find(asked);
    if (at == kept_.end() || at->second.until <= now) return nullptr;
    return at->second.grant;
}

void ImageGrants::remember(const std::string& asked, std::shared_ptr<const Grant> grant, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    // Whoever reads leaves a few a minute: what has ended goes with the next one that comes.
    std::erase_if(kept_, [&](const auto& each) { return each.second.until <= now; });
    kept_[asked] = {std::move(grant), now + lasts};
}

}  // namespace overread::api
