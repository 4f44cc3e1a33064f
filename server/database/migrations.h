#pragma once
#include <stdexcept>
#include <string>
#include <vector>

namespace overread {

struct Configuration;
enum class DatabaseRole;

/// The database holds a schema that these files did not make: newer than the program, or a file that changed after it
/// was applied. what() is one sentence for the operator.
class SchemaMismatch : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct MigrationResult {
    std::vector<std::string> applied;  ///< names of the files that were applied now, in order
    int version = 0;                   ///< number of the last file in force
};

/// Brings the database to the newest schema: makes the cluster's roles and the database where they are missing, then
/// applies each file of schema/ that is missing, in its own transaction, under a lock that lets one migration run at a
/// time. Running it again changes nothing. Throws SchemaMismatch, and Unavailable where nothing answers.
MigrationResult migrate(const Configuration& configuration);

/// The first part of it: makes the cluster's roles and the empty database where they are missing.
void prepareDatabase(const Configuration& configuration);

/// Throws SchemaMismatch unless the database has exactly the schema of this program's files. Programs call it at start.
void requireCurrentSchema(const Configuration& configuration, DatabaseRole role);

}  // namespace overread
