#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace overread {

/// 8-bit grey PNG, sRGB, without an alpha channel: a canvas gives back exactly the values that went in. `grey` holds
/// columns x rows values, row by row; throws std::invalid_argument for another number, std::runtime_error where
/// libpng refuses.
[[nodiscard]] std::vector<std::uint8_t> greyPng(std::span<const std::uint8_t> grey, std::size_t columns,
                                                std::size_t rows);

/// What greyPng wrote, read back: for pictures of our own alone. Throws std::runtime_error for anything else.
struct GreyPicture {
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<std::uint8_t> grey;
};
[[nodiscard]] GreyPicture readGreyPng(std::string_view file);

}  // namespace overread
