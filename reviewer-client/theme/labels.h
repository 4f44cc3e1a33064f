#pragma once
#include <QHBoxLayout>
#include <QLabel>

namespace overread::client {

/// A label of plain text, found by its object name and looked after by its role in the style sheet ("second",
/// "heading", "warning"; "": ordinary text).
[[nodiscard]] QLabel* plainLabel(const char* objectName, const char* role);
/// The same, broken into lines where it is too long for its place.
[[nodiscard]] QLabel* wrappedLabel(const char* objectName, const char* role);
/// That many heights of a line: what has a fixed size grows with the font.
[[nodiscard]] int lines(double count);
/// A row of that widget alone, in line with the questions of a form. The caller puts it into a layout, which owns it.
[[nodiscard]] QHBoxLayout* indented(QWidget& widget);
/// Gives a widget another role and shows it.
void showRole(QWidget& widget, const char* role);

/// A field that was refused turns amber, and back.
void showFieldRefused(QWidget& field, bool refused);

}  // namespace overread::client
