#include "server/simulation/installation.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/database/account_repository.h"
#include "server/database/columns.h"
#include "server/database/libpq_connection.h"
#include "server/database/migrations.h"
#include "server/database/transaction.h"
#include "server/supervision/local_system.h"
#include "server/workflow/plan_store.h"

namespace overread::simulation {
namespace {

namespace fs = std::filesystem;

constexpr auto lockName = "demonstration.lock";

void dropDatabase(const Configuration& configuration) {
    LibpqConnection maintenance(connectionText(configuration, configuration.databaseAdmin, "postgres"));
    maintenance.execute("drop database if exists " + LibpqConnection::quotedName(configuration.databaseName) +
                        " with (force)");
}

/// The plan's defaults, but a routing conflict is always a peer review and a concordant case never an arbitration: the
/// table of the demonstration can then say what must come of each study.
void addPlanOfTheDemonstration(soci::session& session) {
    workflow::ensurePlan(session);
    const auto now = databaseNow(session);
    auto plan = workflow::planInForce(session, now);
    plan.mixedInShare = 0;
    plan.concordantInArbitrationShare = 0;
    workflow::addPlan(session, plan, std::nullopt, now, "demonstration");
}

}  // namespace

fs::path demonstrationHome(const fs::path& home) {
    return home / "demo";
}

std::string demonstrationDatabase(const fs::path& home) {
    const auto text = fs::absolute(home).string();
    unsigned char hash[crypto_generichash_BYTES_MIN];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    char hex[2 * sizeof hash + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return "overread_demo_" + std::string(hex).substr(0, 8);
}

std::string newPassword() {
    constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::string password;
    for (int i = 0; i < 20; ++i) password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    return password;
}

HomeLock::HomeLock(const fs::path& home) {
    fs::create_directories(home);
    const auto file = home / lockName;
    descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw std::runtime_error("cannot write " + file.string() + ": " + std::strerror(errno));
    if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        close(descriptor_);
        throw AnotherRuns("another demonstration runs in " + home.string());
    }
}

HomeLock::~HomeLock() {
    close(descriptor_);
}

Installation freshInstallation(const Configuration& base, Ports ports) {
    Installation installation;
    auto& configuration = installation.configuration;
    configuration = base;
    configuration.home = demonstrationHome(base.home);
    configuration.databaseName = demonstrationDatabase(base.home);
    configuration.storePath = configuration.home / "store";
    configuration.secretsPath = configuration.home / "secrets";
    configuration.httpAddress = "127.0.0.1";
    const bool keepUsual = ports == Ports::usualOnes;
    if (!keepUsual || !isPortFree(configuration.httpPort)) configuration.httpPort = freePort();
    if (!keepUsual || !isPortFree(configuration.dicomPort)) configuration.dicomPort = freePort();

    for (const auto& entry : fs::directory_iterator(configuration.home))
        if (entry.path().filename() != lockName) fs::remove_all(entry.path());
    dropDatabase(configuration);
    migrate(configuration);

    installation.administratorName = "admin";
    installation.administratorPassword = newPassword();
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    NewAccount administrator;
    administrator.name = installation.administratorName;
    administrator.displayName = "Administrator";
    administrator.password = installation.administratorPassword;
    administrator.roles = {Role::administrator};
    AccountRepository(transaction.session()).create(administrator);
    addPlanOfTheDemonstration(transaction.session());
    transaction.commit();
    return installation;
}

}  // namespace overread::simulation
