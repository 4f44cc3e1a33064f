#include "reviewer-client/reading/draft_choice_page.h"

#include <QGridLayout>

#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {

DraftChoicePage::DraftChoicePage(QWidget* parent)
    : QWidget(parent),
      hereTitle_(wrappedLabel("draftHereTitle", "heading")),
      hereText_(wrappedLabel("draftHere", "")),
      thereTitle_(wrappedLabel("draftThereTitle", "heading")),
      thereText_(wrappedLabel("draftThere", "")),
      choice_(new ChoiceRow("draftChoice", tr("go on with which one"), ChoiceRow::Takes::one,
                            {{'1', tr("this machine's")}, {'2', tr("the other one's")}}, 2)) {
    setObjectName("draftChoicePage");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(6, 16, 6, 16);
    for (auto* text : {hereTitle_, hereText_, thereTitle_, thereText_}) text->setContentsMargins(10, 0, 4, 0);
    grid->setSpacing(10);
    auto* why = wrappedLabel("draftChoiceWhy", "warning");
    why->setContentsMargins(10, 0, 4, 0);
    why->setText(tr("This case was begun on two workstations, and the answers differ."));
    grid->addWidget(why, 0, 0, 1, 2);
    grid->addWidget(hereTitle_, 1, 0);
    grid->addWidget(thereTitle_, 1, 1);
    grid->addWidget(hereText_, 2, 0, Qt::AlignTop);
    grid->addWidget(thereText_, 2, 1, Qt::AlignTop);
    grid->addWidget(choice_, 3, 0, 1, 2);
    grid->setRowStretch(4, 1);
    for (int column : {0, 1}) grid->setColumnStretch(column, 1);
    connect(choice_, &ChoiceRow::finished, this,
            [this] { emit chosen(choice_->chosenOne() == 0 ? Which::here : Which::there); });
    connect(choice_, &ChoiceRow::refused, this, &DraftChoicePage::refused);
}

void DraftChoicePage::showDrafts(const Column& here, const Column& there, Which newer) {
    const auto title = [](const QString& whose, const QString& time, bool isNewer) {
        return isNewer ? tr("%1, %2 (newer)").arg(whose, time) : tr("%1, %2").arg(whose, time);
    };
    hereTitle_->setText(title(tr("This machine"), here.time, newer == Which::here));
    thereTitle_->setText(title(tr("The other one"), there.time, newer == Which::there));
    hereText_->setText(here.text);
    thereText_->setText(there.text);
    choice_->showChosen({});
}

void DraftChoicePage::focusChoice() {
    choice_->setFocus(Qt::TabFocusReason);
}

}  // namespace overread::client
