#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `doctor`: what is in force and where it came from, what answers, what is wrong and how to mend it.
void addDoctorCommand(CLI::App& app, int& exitCode);

}  // namespace overread
