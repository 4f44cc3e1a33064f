#pragma once
#include <QWidget>

class QLabel;

namespace overread::client {

class MainButton;

/// Once a day: are the darkest and the brightest patch of the display told from their surroundings? The answer stays
/// with this workstation.
class DisplayCheckScreen final : public QWidget {
    Q_OBJECT
public:
    explicit DisplayCheckScreen(QWidget* parent = nullptr);
    [[nodiscard]] static bool isDue();
    void begin();

signals:
    void finished();

private:
    void keep(const char* answer);

    QLabel* advice_;
    MainButton* yes_;
};

}  // namespace overread::client
