#include "reviewer-client/reading/keys_page.h"

#include <QLabel>

namespace overread::client {

KeysPage::KeysPage(const QList<QAction*>& imageActions, QWidget* parent) : QScrollArea(parent) {
    setObjectName("keysPage");
    setWidgetResizable(true);
    setAccessibleName(tr("Keys"));
    auto* text = new QLabel;
    text->setObjectName("keysText");
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text->setContentsMargins(16, 12, 12, 12);
    QString lines = "<h3>" + tr("Keys in the images") + "</h3><table cellspacing='3'>";
    for (const auto* action : imageActions) {
        QStringList keys;
        for (const auto& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        lines += "<tr><td><b>" + keys.join(", ").toHtmlEscaped() + "</b>&nbsp;&nbsp;</td><td>" +
                 action->text().toHtmlEscaped() + "</td></tr>";
    }
    lines +=
        "</table><p>" +
        tr("Wheel: slices, with Shift ten, with Ctrl zoom. Left drag: the tool in use. Middle: pan. Right: zoom.") +
        "</p><h3>" + tr("Keys in the questions") + "</h3><p>" +
        tr("A digit answers and goes on. Enter: next question, at the end submit. Up, down: question. Esc: back to the "
           "images. F6 great call, F7 technical remarks, F8 put aside.") +
        "</p>";
    text->setTextFormat(Qt::RichText);
    text->setText(lines);
    text->setWordWrap(true);
    setWidget(text);
}

}  // namespace overread::client
