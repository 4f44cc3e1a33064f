#pragma once
#include <QColor>
#include <QFrame>

class QApplication;

namespace overread::client {

/// Colours of the dark room. Grey images have no tint, black is under images alone; no red, no green.
namespace colours {
inline constexpr QRgb window = 0xff1b1e22;
inline constexpr QRgb panel = 0xff23272d;
inline constexpr QRgb field = 0xff14171a;
inline constexpr QRgb line = 0xff3a414a;
inline constexpr QRgb text = 0xffd8dcdf;
inline constexpr QRgb secondText = 0xffa7b0b8;
inline constexpr QRgb focus = 0xff6bb8ff;
inline constexpr QRgb amber = 0xfff2a33a;
}  // namespace colours

/// Sizes of text in percent of the usual one.
inline constexpr int smallestText = 100, largestText = 200;
/// Palette, style sheet and size of text of the whole client.
void applyTheme(QApplication& application, int textPercent = smallestText);

/// A frame round one of the two places of the reading screen: 2 px in the focus colour while it has the keyboard.
class PlaceFrame : public QFrame {
    Q_OBJECT
public:
    explicit PlaceFrame(QWidget* content, QWidget* parent = nullptr);
    void showInUse(bool inUse);
    [[nodiscard]] bool inUse() const { return inUse_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool inUse_ = false;
};

}  // namespace overread::client
