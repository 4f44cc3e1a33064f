#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `audit verify`: recomputes the chain of the audit trail.
void addAuditCommand(CLI::App& app, int& exitCode);

}  // namespace overread
