#pragma once
#include <string>

#include "reports/document.h"

namespace overread::reports {

/// A document as PDF, A4, with its footer and the page number under each page: letters embedded, drawings as vectors.
/// Nothing that the body names is loaded: text that came from outside must not open a file. Needs the main thread and a
/// QGuiApplication. Throws std::runtime_error where nothing can be made.
[[nodiscard]] std::string toPdf(const Document& document);

}  // namespace overread::reports
