#pragma once
#include <QWidget>

class QLabel;

namespace overread::client {

class ChoiceRow;

/// Two drafts of one case that two workstations wrote, side by side: the reader chooses the one to go on with.
class DraftChoicePage final : public QWidget {
    Q_OBJECT
public:
    enum class Which { here, there };
    explicit DraftChoicePage(QWidget* parent = nullptr);
    struct Column {
        QString time;
        QString text;
    };
    void showDrafts(const Column& here, const Column& there, Which newer);
    void focusChoice();

signals:
    void chosen(Which which);
    void refused(const QString& why);

private:
    QLabel *hereTitle_, *hereText_, *thereTitle_, *thereText_;
    ChoiceRow* choice_;
};

}  // namespace overread::client
