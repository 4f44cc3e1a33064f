#pragma once
#include <QScrollArea>

namespace overread::client {

/// Scrolls up and down alone: it is never narrower than what it holds, so that a longer language or a larger text is
/// not cut off at the side. Whoever gets the keyboard inside is scrolled to.
class VerticalScroll final : public QScrollArea {
    Q_OBJECT
public:
    explicit VerticalScroll(QWidget* content, QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace overread::client
