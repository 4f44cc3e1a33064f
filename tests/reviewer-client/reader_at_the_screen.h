#pragma once
#include <QString>
#include <QTemporaryDir>
#include <memory>
#include <string>
#include <vector>

#include "reviewer-client/main_window.h"

namespace overread::client::tests {

/// A reader in front of the real window: presses keys, clicks, reads what is written. Waits for what must appear and
/// never for a span of time.
class ReaderAtTheScreen {
public:
    /// `drafts`: folder of this machine's drafts, so that two windows can be one machine or two.
    ReaderAtTheScreen(const std::string& server, const QString& drafts);

    void signIn(const std::string& name, const std::string& password);
    [[nodiscard]] bool isAtWorklist();
    /// Asks for the next case until one opens. False after `seconds`.
    [[nodiscard]] bool openNextCase(int seconds = 90);
    [[nodiscard]] bool resumeCase();
    void comeToTheImages();            ///< this window in front, the keyboard on its images
    [[nodiscard]] bool awaitImages();  ///< all slices loaded
    [[nodiscard]] bool awaitSubmitAwake();
    [[nodiscard]] bool awaitReveal();  ///< the outcome, with its columns
    /// Those of double reads; the worklist, which asks for them when it is come to, is come to until they are there.
    [[nodiscard]] bool awaitOwnFigures();

    /// The blind form from the keyboard, from the images up to the Submit button: both sides, ground glass where there
    /// is any.
    void fillDoubleRead(int rightPercent, int leftPercent);
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    void click(const char* button);

    [[nodiscard]] bool awaitText(const char* label, const QString& part, int seconds = 20);
    [[nodiscard]] QString textOf(const char* label);
    template <class Widget>
    [[nodiscard]] Widget* find(const QString& name) {
        return window_->findChild<Widget*>(name);
    }
    [[nodiscard]] MainWindow& window() { return *window_; }
    [[nodiscard]] ReadingScreen& screen() { return *window_->reading(); }
    /// A picture of the window for a person to look at, in the folder `pictures` of the build.
    void picture(const char* name);
    void close();  ///< as the reader closes it

private:
    std::unique_ptr<MainWindow> window_;
};

}  // namespace overread::client::tests
