#include "server/command_line/commands.h"

#include "server/command_line/audit_command.h"
#include "server/command_line/backup_command.h"
#include "server/command_line/demo_command.h"
#include "server/command_line/doctor_command.h"
#include "server/command_line/figures_command.h"
#include "server/command_line/ingest_command.h"
#include "server/command_line/migrate_command.h"
#include "server/command_line/phantom_command.h"
#include "server/command_line/plan_command.h"
#include "server/command_line/quantify_command.h"
#include "server/command_line/report_command.h"
#include "server/command_line/serve_command.h"
#include "server/command_line/simulate_command.h"
#include "server/command_line/statistics_command.h"
#include "server/command_line/user_command.h"

namespace overread {

void addCommands(CLI::App& app, int& exitCode) {
    addDemoCommand(app, exitCode);
    addServeCommand(app, exitCode);
    addIngestCommand(app, exitCode);
    addQuantifyCommand(app, exitCode);
    addPhantomCommand(app, exitCode);
    addReportCommand(app, exitCode);
    addSimulateCommand(app, exitCode);
    addStatisticsCommand(app, exitCode);
    addUserCommand(app, exitCode);
    addAuditCommand(app, exitCode);
    addFiguresCommand(app, exitCode);
    addGenerateCommand(app, exitCode);
    addPlanCommand(app, exitCode);
    addMigrateCommand(app, exitCode);
    addBackupCommand(app, exitCode);
    addRestoreCommand(app, exitCode);
    addDoctorCommand(app, exitCode);
}

}  // namespace overread
