#pragma once

#include <QVBoxLayout>

namespace overread::client {

/// Lays a screen out as one panel in its middle, which scrolls where the window is too small for it, with the intended
/// use below. Answers the panel's layout, which the screen fills.
QVBoxLayout& middlePanel(QWidget& screen, int widthInLines = 26);

}  // namespace overread::client
