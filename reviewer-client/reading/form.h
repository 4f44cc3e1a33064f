#pragma once
#include <QWidget>

#include "reviewer-client/answers/draft.h"
#include "reviewer-client/answers/outgoing.h"

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
    /// Of a complete form.
    [[nodiscard]] virtual Outgoing complete() const = 0;
    /// What was recorded, in a word: "CT-2", "review".
    [[nodiscard]] virtual QString recordedAs() const = 0;
    virtual void showReadOnly() = 0;
    /// The field that the server refused, by its JSON pointer, turns amber.
    virtual void showRefused(const QString& pointer) = 0;
    virtual void writeTo(Draft& draft) const = 0;
    virtual void readFrom(const Draft& draft) = 0;
    /// All that was typed, as plain text for the clipboard of a reader whose lease is lost.
    [[nodiscard]] virtual QString asText() const = 0;

    /// F6: praise for the report, with that slice; F7: the axis of technical quality. Where a form has none it says so.
    virtual void praise(int) { emit refused(tr("A great call belongs to a peer review.")); }
    virtual void focusTechnical() {
        emit refused(tr("Technical remarks belong to a peer review; here the image quality asks for them."));
    }
    /// The slice that the reader marked; it goes along with what was found there.
    virtual void markSlice(std::optional<int>) {}

signals:
    void changed();
    void refused(const QString& why);
    void answeredAll();           ///< the reader went on from the last open question: Submit is next
    void praiseWanted();          ///< by its button; only the screen knows the slice
    void sliceWanted(int slice);  ///< 0-based: what is talked about there is to be looked at
};

}  // namespace overread::client
