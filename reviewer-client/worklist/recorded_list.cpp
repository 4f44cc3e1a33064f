#include "reviewer-client/worklist/recorded_list.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUuid>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {
constexpr int shown = 5;
}

RecordedList::RecordedList(ApiClient& api, QWidget* parent)
    : QWidget(parent),
      api_(api),
      rows_(new QVBoxLayout),
      noteBox_(new QWidget),
      noteTitle_(wrappedLabel("recordedNoteTitle", "second")),
      noteState_(wrappedLabel("recordedNoteState", "second")),
      note_(new QPlainTextEdit),
      keep_(new QPushButton(tr("Sign and keep the note"))) {
    setObjectName("recordedList");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(4);
    layout->addLayout(rows_);
    auto* box = new QVBoxLayout(noteBox_);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(noteTitle_);
    note_->setObjectName("recordedNote");
    note_->setAccessibleName(tr("Note"));
    note_->setTabChangesFocus(true);
    note_->setFixedHeight(lines(4));
    box->addWidget(note_);
    keep_->setObjectName("keepRecordedNote");
    box->addWidget(keep_);
    layout->addWidget(noteBox_);
    layout->addWidget(noteState_);
    noteBox_->hide();
    noteState_->hide();
    connect(note_, &QPlainTextEdit::textChanged, this,
            [this] { noteKey_ = QUuid::createUuid().toString(QUuid::WithoutBraces); });
    connect(keep_, &QPushButton::clicked, this, &RecordedList::sendNote);
}

void RecordedList::show(const QList<Recorded>& recorded) {
    recorded_ = recorded;
    showRows();
}

void RecordedList::add(const Recorded& recorded) {
    recorded_.prepend(recorded);
    showRows();
}

void RecordedList::showRows() {
    while (auto* item = rows_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& each : recorded_.mid(0, shown)) {
        auto* row = new QWidget;
        auto* columns = new QHBoxLayout(row);
        columns->setContentsMargins(0, 0, 0, 0);
        auto* text = wrappedLabel("recorded", "second");
        text->setText(each.words);
        columns->addWidget(text, 1);
        auto* note = new QPushButton(tr("Note ..."));
        note->setAccessibleName(tr("Add a note to: %1").arg(each.words));
        note->setObjectName("noteTo_" + each.words.section(':', 0, 0));
        connect(note, &QPushButton::clicked, this, [this, each] { askForNote(each); });
        columns->addWidget(note);
        rows_->addWidget(row);
    }
}

void RecordedList::askForNote(const Recorded& recorded) {
    noteHandle_ = recorded.handle;
    noteTitle_->setText(
        tr("%1 A note signed by you; it counts in no statistic and the read stays as it is.").arg(recorded.words));
    note_->clear();
    noteState_->hide();
    noteBox_->show();
    note_->setFocus();
}

void RecordedList::sendNote() {
    const QString text = note_->toPlainText().trimmed();
    if (text.isEmpty()) return note_->setFocus();
    api_.addNote(noteHandle_, noteKey_, text, this, [this](const Answer<Done>& answer) {
        const auto* failure = std::get_if<Failure>(&answer);
        noteState_->setText(failure ? tr("Not kept: %1").arg(words::of(*failure)) : tr("Note kept."));
        noteState_->show();
        if (!failure) noteBox_->hide();
    });
}

}  // namespace overread::client
