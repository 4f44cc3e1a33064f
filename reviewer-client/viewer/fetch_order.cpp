#include "reviewer-client/viewer/fetch_order.h"

#include <algorithm>
#include <cstdlib>

namespace overread::client {

std::vector<int> fetchOrder(int slices) {
    std::vector<int> order;
    if (slices <= 0) return order;
    std::vector<bool> taken(static_cast<std::size_t>(slices), false);
    const auto take = [&](int slice) {
        if (slice < 0 || slice >= slices || taken[static_cast<std::size_t>(slice)]) return;
        taken[static_cast<std::size_t>(slice)] = true;
        order.push_back(slice);
    };
    const int middle = slices / 2;
    take(middle);
    take(0);
    take(slices - 1);
    for (int away = 5; away < slices; away += 5) {
        take(middle + away);
        take(middle - away);
    }
    for (int away = 1; away < slices; ++away) {
        take(middle + away);
        take(middle - away);
    }
    return order;
}

void nearestFirst(std::vector<int>& remaining, int shownSlice) {
    std::ranges::stable_sort(remaining, {}, [shownSlice](int slice) { return std::abs(slice - shownSlice); });
}

}  // namespace overread::client
