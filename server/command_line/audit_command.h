#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `audit verify`: recomputes the chain of the audit trail. `audit selection`: every draw. `audit case`: one case told.
void addAuditCommand(CLI::App& app, int& exitCode);

}  // namespace overread
