#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `report`: quality reports, lists of cases, feedback letters and learning sets as HTML, PDF or CSV.
void addReportCommand(CLI::App& app, int& exitCode);

}  // namespace overread
