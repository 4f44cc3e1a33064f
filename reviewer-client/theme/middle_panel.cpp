#include "reviewer-client/theme/middle_panel.h"

#include <QCoreApplication>
#include <QFrame>
#include <QScrollArea>

#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {
struct MiddlePanel {
    Q_DECLARE_TR_FUNCTIONS(MiddlePanel)
};
}  // namespace

QVBoxLayout& middlePanel(QWidget& screen, int widthInLines) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->addStretch(2);
    auto* panel = new QFrame;
    panel->setProperty("role", "panel");
    panel->setFixedWidth(lines(widthInLines));
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(32, 28, 32, 28);
    layout->setSpacing(14);
    // Not by an alignment: that would ask the wrapped texts for one line's height alone.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(panel);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(12);
    auto* use = plainLabel("intendedUse", "second");
    use->setText(MiddlePanel::tr("quality assurance; not for primary diagnosis"));
    column->addWidget(use, 0, Qt::AlignHCenter);
    column->addStretch(3);
    scroll->setWidget(inner);
    auto* outer = screen.layout() ? static_cast<QVBoxLayout*>(screen.layout()) : new QVBoxLayout(&screen);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll, 1);
    return *layout;
}

}  // namespace overread::client
