#pragma once
#include <array>
#include <string_view>

namespace overread::client {

/// The range of Hounsfield units that is spread over the greys, linear, as DICOM PS3.3 C.11.2.1.2.1 defines it.
struct Window {
    double widthHu = 1500;  ///< at least 1
    double centreHu = -600;
    bool operator==(const Window&) const = default;
};

/// A window with a key of its own while the images have the keyboard.
struct WindowPreset {
    char digit;
    std::string_view name;
    Window window;
};
/// "as stored" shows every stored value: the whole range of a CT.
inline constexpr std::array<WindowPreset, 5> windowPresets{{{'1', "lung", {1500, -600}},
                                                            {'2', "soft", {400, 40}},
                                                            {'3', "bone", {2000, 350}},
                                                            {'4', "narrow lung", {1000, -700}},
                                                            {'0', "as stored", {4096, 1024}}}};

/// Name of the preset that is exactly this window; empty where none is.
[[nodiscard]] std::string_view presetNameOf(const Window& window);

/// The window after a drag over `dxPx` to the right (wider) and `dyPx` down (up is brighter): a pixel is 2 HU at a
/// width of 400 and grows with it, so that soft tissue is as easy to adjust as lung.
[[nodiscard]] Window draggedBy(const Window& window, double dxPx, double dyPx);

}  // namespace overread::client
