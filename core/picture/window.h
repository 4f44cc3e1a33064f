#pragma once
#include <cstdint>
#include <span>

namespace overread {

/// The Hounsfield units that are spread over 256 greys, linear as DICOM PS3.3 C.11.2.1.2.1 says; width over 1.
struct GreyWindow {
    double widthHu = 1500;
    double centreHu = -600;
};
inline constexpr GreyWindow lungWindow{1500, -600};
inline constexpr GreyWindow softWindow{400, 40};

/// `grey` has the size of `hu`.
void applyWindow(std::span<const std::int16_t> hu, const GreyWindow& window, std::span<std::uint8_t> grey);

}  // namespace overread
