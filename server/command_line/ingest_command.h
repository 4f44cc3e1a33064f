#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `overread ingest`: sends studies by C-STORE and reports by the API to a running server, as a hospital would.
void addIngestCommand(CLI::App& app, int& exitCode);

}  // namespace overread
