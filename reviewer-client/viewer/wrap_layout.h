#pragma once
#include <QLayout>
#include <QList>

namespace overread::client {

/// Lays its items out in rows like words: as many in a row as fit, so that every tool stays in reach on a small screen.
class WrapLayout final : public QLayout {
    Q_OBJECT
public:
    WrapLayout(int gapPx, int wordGapPx, QWidget* parent = nullptr);
    ~WrapLayout() override;
    void addGap();  ///< between two groups; nothing at the start of a row

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& place) override;

private:
    enum class Do { place, measure };
    int layOut(const QRect& place, Do what) const;

    QList<QLayoutItem*> items_;
    QList<qsizetype> gapsBefore_;
    int gapPx_;
    int wordGapPx_;
};

}  // namespace overread::client
