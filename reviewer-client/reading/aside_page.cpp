#include "reviewer-client/reading/aside_page.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <array>

#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {
constexpr std::array codes{"known", "imagesMissing", "notMyField", "later"};
}

AsidePage::AsidePage(QWidget* parent) : QWidget(parent) {
    setObjectName("asidePage");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 12, 6, 6);
    auto* heading = wrappedLabel("asideHeading", "heading");
    heading->setText(tr("Put this case aside: why?"));
    heading->setContentsMargins(10, 0, 0, 6);
    layout->addWidget(heading);
    reason_ = new ChoiceRow("asideReason", tr("it goes back, your draft is kept"), ChoiceRow::Takes::one,
                            {{'1', tr("I know this patient or report")},
                             {'2', tr("images are missing")},
                             {'3', tr("not my field")},
                             {'4', tr("later")}},
                            1);
    layout->addWidget(reason_);
    auto* back = new QPushButton(tr("Go on reading      Esc"));
    back->setObjectName("asideBack");
    layout->addLayout(indented(*back));
    layout->addStretch(1);
    connect(reason_, &ChoiceRow::finished, this,
            [this] { emit chosen(QString::fromLatin1(codes.at(static_cast<std::size_t>(reason_->chosenOne())))); });
    connect(reason_, &ChoiceRow::refused, this, &AsidePage::refused);
    connect(back, &QPushButton::clicked, this, &AsidePage::cancelled);
}

void AsidePage::begin() {
    reason_->showChosen({});
    reason_->setFocus(Qt::ShortcutFocusReason);
}

}  // namespace overread::client
