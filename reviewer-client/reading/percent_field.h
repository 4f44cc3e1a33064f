#pragma once
#include <QLineEdit>
#include <optional>

namespace overread::client {

/// A percent of 0..100, with point or comma. An unreadable one turns amber and stays; Enter goes on only from a good
/// one.
class PercentField final : public QLineEdit {
    Q_OBJECT
public:
    enum class Empty { refused, allowed };
    PercentField(const QString& name, const QString& accessibleName, Empty empty, QWidget* parent = nullptr);

    [[nodiscard]] std::optional<double> percent() const;  ///< none while empty or unreadable
    [[nodiscard]] bool isUnreadable() const;
    void showPercent(std::optional<double> percent);
    void showRefused(bool refused);

signals:
    void answered();
    void finished();
    void previousWanted();
    void nextWanted();
    void refused(const QString& why);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    Empty empty_;
};

}  // namespace overread::client
