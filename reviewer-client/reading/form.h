#pragma once
#include <QWidget>

#include "reviewer-client/answers/draft.h"

namespace overread::client {

/// One form of the reading screen: questions with answers, nothing about the network. The screen asks for the answers
/// and puts them back from a draft.
class Form : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Puts the keyboard on the first open question; false when there is none.
    virtual bool focusFirstOpen() = 0;
    /// What follows from the answers so far, in one sentence, or what is still open.
    [[nodiscard]] virtual QString consequence() const = 0;
    [[nodiscard]] virtual bool isComplete() const = 0;
    virtual void showReadOnly() = 0;
    virtual void writeTo(Draft& draft) const = 0;
    virtual void readFrom(const Draft& draft) = 0;
    /// All that was typed, as plain text for the clipboard of a reader whose lease is lost.
    [[nodiscard]] virtual QString asText() const = 0;

signals:
    void changed();
    void refused(const QString& why);
    void answeredAll();  ///< the reader went on from the last open question: Submit is next
};

}  // namespace overread::client
