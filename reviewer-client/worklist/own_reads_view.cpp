#include "reviewer-client/worklist/own_reads_view.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/comparison_table.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {

OwnReadsView::OwnReadsView(ApiClient& api, QWidget* parent)
    : QWidget(parent),
      api_(api),
      title_(wrappedLabel("ownReadsTitle", "heading")),
      state_(wrappedLabel("ownReadsState", "second")),
      rows_(new QVBoxLayout),
      more_(new QPushButton(tr("More"))) {
    setObjectName("ownReadsView");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* top = new QHBoxLayout;
    top->addWidget(title_, 1);
    auto* close = new QPushButton(tr("Close"));
    close->setObjectName("closeOwnReads");
    top->addWidget(close);
    layout->addLayout(top);
    rows_->setSpacing(4);
    layout->addLayout(rows_);
    layout->addWidget(state_);
    more_->setObjectName("moreOwnReads");
    layout->addWidget(more_);
    hide();
    connect(more_, &QPushButton::clicked, this, &OwnReadsView::askForMore);
    connect(close, &QPushButton::clicked, this, [this] {
        hide();
        emit closed();
    });
}

void OwnReadsView::open(const QString& title, const QString& filter) {
    while (auto* item = rows_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    title_->setText(title);
    filter_ = filter;
    cursor_.clear();
    show();
    askForMore();
}

void OwnReadsView::askForMore() {
    more_->hide();
    state_->setText(tr("Loading ..."));
    api_.ownReads(filter_, cursor_, this, [this, filter = filter_](const Answer<wire::Page<wire::OwnReadRow>>& answer) {
        if (filter != filter_) return;  // another figure was opened meanwhile
        if (const auto* failure = std::get_if<Failure>(&answer)) {
            more_->show();
            return state_->setText(tr("The cases cannot be read: %1").arg(words::of(*failure)));
        }
        const auto& page = std::get<wire::Page<wire::OwnReadRow>>(answer);
        for (const auto& row : page.items) add(row);
        cursor_ = page.nextCursor.value_or("");
        more_->setVisible(!cursor_.empty());
        const QString what = rows_->count() == 0 ? tr("None is settled yet. Reads of the last day come later.")
                                                 : tr("Reads of the last day come later.");
        state_->setText(tr("%1 As of %2.").arg(what, words::timeOfDay(page.asOf)));
    });
}

void OwnReadsView::add(const wire::OwnReadRow& row) {
    const QString own = row.score   ? tr("score %1").arg(*row.score)
                        : row.grade ? words::of(*row.grade)
                                    : QString(QChar(0x2013));
    auto* each = new QWidget;
    auto* place = new QVBoxLayout(each);
    place->setContentsMargins(0, 0, 0, 0);
    const QString words = tr("%1 · %2 · %3\n%4, settled %5")
                              .arg(QString::fromStdString(row.label), words::of(row.kind),
                                   words::dayAndTime(row.lockedAt), own, words::of(row.settledGrade));
    auto* button = new QPushButton(words);
    button->setObjectName("ownRead_" + QString::fromStdString(row.label));
    place->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, handle = row.handle, place] {
        if (place->count() == 1) return showComparison(handle, *place);
        auto* shown = place->takeAt(1);  // a second press closes it
        delete shown->widget();
        delete shown;
    });
    rows_->addWidget(each);
}

void OwnReadsView::showComparison(const std::string& handle, QVBoxLayout& place) {
    auto* waiting = wrappedLabel("ownReadState", "second");
    waiting->setText(tr("Loading ..."));
    place.addWidget(waiting);
    api_.reveal(handle, waiting, [waiting, &place](const Answer<wire::Reveal>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer))
            return waiting->setText(tr("The case cannot be read: %1").arg(words::of(*failure)));
        auto* table = new ComparisonTable(columnsOf(std::get<wire::Reveal>(answer)));
        delete place.replaceWidget(waiting, table);
        waiting->deleteLater();
    });
}

}  // namespace overread::client
