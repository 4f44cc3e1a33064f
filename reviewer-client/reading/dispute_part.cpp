#include "reviewer-client/reading/dispute_part.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {

DisputePart::DisputePart(const wire::DisputeView& dispute, QWidget* parent)
    : QWidget(parent),
      settledGrade_(dispute.settledGrade),
      verdict_(new ChoiceRow("verdict", tr("your verdict"), ChoiceRow::Takes::one,
                             {{'1', tr("upheld: it stands")},
                              {'2', tr("overturned: the report was right")},
                              {'3', tr("partly: neither was")}},
                             1)) {
    setObjectName("disputePart");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    const auto add = [layout](const char* name, const char* role, const QString& text) {
        auto* label = wrappedLabel(name, role);
        label->setContentsMargins(10, 2, 6, 2);
        label->setText(text);
        layout->addWidget(label);
    };
    add("disputeTitle", "heading", tr("The reporter disputes the settled %1.").arg(words::of(settledGrade_)));
    add("disputeArgument", "", tr("“%1”").arg(QString::fromStdString(dispute.question)));
    if (!dispute.settledReason.empty())
        add("disputeSettledReason", "second",
            tr("Settled with: %1").arg(QString::fromStdString(dispute.settledReason)));
    if (dispute.slice) {
        auto* show = new QPushButton(tr("Show slice %1 of the dispute").arg(*dispute.slice + 1));
        show->setObjectName("showDisputedSlice");
        connect(show, &QPushButton::clicked, this, [this, slice = *dispute.slice] { emit sliceWanted(slice); });
        auto* row = new QHBoxLayout;
        row->setContentsMargins(10, 0, 6, 2);
        row->addWidget(show);
        row->addStretch(1);
        layout->addLayout(row);
    }
    layout->addWidget(verdict_);
    connect(verdict_, &ChoiceRow::answered, this, [this] {
        verdict_->showRemark({});
        emit answered();
    });
    connect(verdict_, &ChoiceRow::finished, this, &DisputePart::finished);
    connect(verdict_, &ChoiceRow::nextWanted, this, &DisputePart::finished);
    connect(verdict_, &ChoiceRow::refused, this, &DisputePart::refused);
}

std::optional<PanelVerdict> DisputePart::verdict() const {
    const int index = verdict_->chosenOne();
    return index < 0 ? std::nullopt : std::optional{static_cast<PanelVerdict>(index)};
}

void DisputePart::showVerdict(std::optional<PanelVerdict> verdict) {
    verdict_->showChosen(verdict ? std::vector<int>{static_cast<int>(*verdict)} : std::vector<int>{});
}

void DisputePart::showRemark(const QString& remark) {
    verdict_->showRemark(remark);
}

void DisputePart::showReadOnly() {
    verdict_->showReadOnly(true);
}

void DisputePart::focusVerdict() {
    verdict_->setFocus(Qt::TabFocusReason);
}

}  // namespace overread::client
