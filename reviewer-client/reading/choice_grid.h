#pragma once
#include <QLayout>
#include <QList>
#include <QPushButton>

namespace overread::client {

/// One answer of a question. As wide as its words in bold, in which it is written once chosen.
class ChoiceButton final : public QPushButton {
    Q_OBJECT
public:
    explicit ChoiceButton(const QString& words, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};

/// Lays answers out in even columns: as many as asked for where all words fit, fewer with large text or on a narrow
/// screen.
class ChoiceGrid final : public QLayout {
    Q_OBJECT
public:
    explicit ChoiceGrid(int columns);
    ~ChoiceGrid() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(items_.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return items_.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override { return cell(); }
    void setGeometry(const QRect& place) override;

private:
    [[nodiscard]] QSize cell() const;  ///< in which every answer fits
    [[nodiscard]] int columnsIn(int width) const;
    [[nodiscard]] int heightOf(int columns) const;

    QList<QLayoutItem*> items_;
    int columns_;
};

}  // namespace overread::client
