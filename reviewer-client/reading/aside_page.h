#pragma once
#include <QWidget>

namespace overread::client {

class ChoiceRow;

/// F8: why the reader puts the case aside.
class AsidePage final : public QWidget {
    Q_OBJECT
public:
    explicit AsidePage(QWidget* parent = nullptr);
    void begin();  ///< nothing chosen, the keyboard on the reasons

signals:
    void chosen(const QString& reason);  ///< the code that the server knows
    void cancelled();
    void refused(const QString& why);

private:
    ChoiceRow* reason_;
};

}  // namespace overread::client
