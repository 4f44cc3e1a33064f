#include "server/command_line/suggestion.h"

#include <algorithm>

namespace overread {
namespace {

/// Damerau's distance with adjacent swaps (optimal string alignment).
std::size_t distanceOf(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> suggestionFor(const std::string& typed, const std::vector<std::string>& known) {
    std::optional<std::string> best;
    std::size_t nearest = 3;
    for (const auto& word : known) {
        const auto distance = distanceOf(typed, word);
        if (distance < nearest && distance * 2 < std::max(typed.size(), word.size())) {
            nearest = distance;
            best = word;
        }
    }
    return best;
}

}  // namespace overread
