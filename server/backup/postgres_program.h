#pragma once
#include <string>
#include <vector>

namespace overread::backup {

/// Runs one of PostgreSQL's own programs (pg_dump, pg_restore) and waits for it. `environment` is added to PATH alone.
/// Throws std::runtime_error with what it said where it fails or is not there.
void runPostgresProgram(const std::string& program, const std::vector<std::string>& arguments,
                        const std::vector<std::string>& environment);

}  // namespace overread::backup
