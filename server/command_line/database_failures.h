#pragma once
#include <stdexcept>

#include "server/command_line/command_failure.h"
#include "server/configuration/configuration.h"
#include "server/database/errors.h"
#include "server/database/migrations.h"

namespace overread {

/// Runs what a command does with the database; what goes wrong there becomes a CommandFailure with a way to mend it.
template <class Work>
auto sayingWhatFailed(const Work& work) {
    try {
        return work();
    } catch (const CommandFailure&) {
        throw;
    } catch (const InvalidConfiguration& error) {
        throw CommandFailure(ExitCode::wrongUsage, "invalid_configuration", error.what());
    } catch (const SchemaMismatch& error) {
        throw CommandFailure(ExitCode::failed, "schema_mismatch", error.what());
    } catch (const NotFound& error) {
        throw CommandFailure(ExitCode::inputRefused, "not_found", error.what());
    } catch (const std::invalid_argument& error) {
        throw CommandFailure(ExitCode::inputRefused, "refused", error.what());
    } catch (const std::exception& error) {
        if (faultOf(error) == DatabaseFault::unavailable)
            throw CommandFailure(ExitCode::nothingAnswers, "database_unavailable", error.what(),
                                 "./overread starts the private database; database.connection names another one");
        throw;
    }
}

}  // namespace overread
