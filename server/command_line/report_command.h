#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `report`: the quality report of one radiologist and month as HTML, PDF or CSV.
void addReportCommand(CLI::App& app, int& exitCode);

}  // namespace overread
