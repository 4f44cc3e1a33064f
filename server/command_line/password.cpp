#include "server/command_line/password.h"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "server/command_line/command_failure.h"

namespace overread {
namespace {

/// Keeps what is typed at a terminal off the screen.
class SilentTerminal {
public:
    SilentTerminal() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        isChanged_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal() {
        if (isChanged_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

private:
    termios before_{};
    bool isChanged_ = false;
};

}  // namespace

std::string passwordOf(const std::string& account, const std::string& passwordFile) {
    std::string password;
    if (!passwordFile.empty()) {
        std::ifstream file(passwordFile);
        if (!std::getline(file, password))
            throw CommandFailure(ExitCode::inputRefused, "no_password", "no password in " + passwordFile);
        return password;
    }
    const bool isTerminal = isatty(STDIN_FILENO) != 0;
    if (isTerminal) std::cerr << "password for " << account << " (15 characters at least): ";
    {
        const SilentTerminal silent;
        std::getline(std::cin, password);
    }
    if (isTerminal) std::cerr << "\n";
    if (password.empty())
        throw CommandFailure(ExitCode::inputRefused, "no_password", "no password on standard input",
                             "printf '%s\\n' \"$PASSWORD\" | ./overread ...");
    return password;
}

}  // namespace overread
