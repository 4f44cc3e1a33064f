#pragma once
#include <QWidget>

namespace overread::client {

/// Sound, language and size of text, for the corner of a screen that may be made anew at any time.
class AppearanceBar final : public QWidget {
    Q_OBJECT
public:
    explicit AppearanceBar(QWidget* parent = nullptr);

signals:
    void changed();  ///< the settings have it; the screens have to be made anew
};

/// The size of text that the settings ask for, in percent.
[[nodiscard]] int chosenTextPercent();

}  // namespace overread::client
