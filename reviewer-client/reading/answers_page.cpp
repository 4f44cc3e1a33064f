#include "reviewer-client/reading/answers_page.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "reviewer-client/reading/form.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/vertical_scroll.h"

namespace overread::client {

AnswersPage::AnswersPage(QWidget* parent)
    : QWidget(parent),
      consequence_(wrappedLabel("consequence", "")),
      notShown_(plainLabel("notShown", "second")),
      jump_(new QPushButton(tr("Go there"))),
      submit_(new MainButton(tr("Submit and lock      Enter"))) {
    setObjectName("answersPage");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 6);
    auto* inner = new QWidget;
    formPlace_ = new QVBoxLayout(inner);
    formPlace_->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new VerticalScroll(inner), 1);
    consequence_->setContentsMargins(16, 4, 10, 0);
    QFont bold = consequence_->font();
    bold.setBold(true);
    consequence_->setFont(bold);
    consequence_->setMinimumHeight(2 * consequence_->fontMetrics().height() + 6);
    layout->addWidget(consequence_);
    auto* shownRow = new QHBoxLayout;
    shownRow->setContentsMargins(16, 0, 10, 0);
    shownRow->addWidget(notShown_, 1);
    jump_->setObjectName("jumpToNotShown");
    jump_->setFocusPolicy(Qt::NoFocus);
    shownRow->addWidget(jump_);
    layout->addLayout(shownRow);
    submit_->setObjectName("submit");
    auto* submitRow = new QHBoxLayout;
    submitRow->setContentsMargins(16, 4, 10, 2);
    submitRow->addWidget(submit_);
    layout->addLayout(submitRow);
    showNotShown(0, 0);
    connect(submit_, &MainButton::pressedAwake, this, &AnswersPage::submitWanted);
    connect(submit_, &MainButton::refused, this, &AnswersPage::refused);
    connect(jump_, &QPushButton::clicked, this, &AnswersPage::notShownWanted);
}

void AnswersPage::useForm(Form* form) {
    if (form_) {
        formPlace_->removeWidget(form_);
        form_->deleteLater();
    }
    form_ = form;
    formPlace_->addWidget(form);
    connect(form, &Form::changed, this, [this] {
        consequence_->setText(form_->consequence());
        emit changed();
    });
    connect(form, &Form::refused, this, &AnswersPage::refused);
    connect(form, &Form::answeredAll, submit_, [this] { submit_->setFocus(Qt::TabFocusReason); });
    consequence_->setText(form_->consequence());
}

void AnswersPage::showNotShown(int missing, int slices) {
    notShown_->setText(missing > 0  ? tr("%1 of %2 slices not shown").arg(missing).arg(slices)
                       : slices > 0 ? tr("every slice was shown")
                                    : QString());
    jump_->setVisible(missing > 0);
}

void AnswersPage::focusFirstOpen() {
    if (!form_->focusFirstOpen()) submit_->setFocus(Qt::TabFocusReason);
}

}  // namespace overread::client
