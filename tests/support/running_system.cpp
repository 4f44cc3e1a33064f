#include "tests/support/running_system.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "server/database/account_repository.h"
#include "server/database/columns.h"
#include "server/database/transaction.h"
#include "server/workflow/plan_store.h"
#include "tests/support/plan_without_chance.h"

namespace overread::tests {
namespace {

constexpr std::size_t shownOfLog = 4000;

Configuration onFreePorts(Configuration configuration) {
    configuration.httpAddress = "127.0.0.1";
    configuration.httpPort = freePort();
    do configuration.dicomPort = freePort();
    while (configuration.dicomPort == configuration.httpPort);
    return configuration;
}

void putPlanWithoutChance(const Configuration& configuration) {
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    workflow::addPlan(transaction.session(), planWithoutChance(), std::nullopt, databaseNow(transaction.session()),
                      "test");
    transaction.commit();
}

void printEndOf(const std::filesystem::path& log) {
    std::ostringstream text;
    text << std::ifstream(log).rdbuf();
    const auto all = text.str();
    std::cerr << "--- " << log.filename().string() << "\n"
              << all.substr(all.size() > shownOfLog ? all.size() - shownOfLog : 0) << std::endl;
}

}  // namespace

RunningSystem::RunningSystem()
    : system_(onFreePorts(database_.configuration()), OVERREAD_PROGRAMS, OnExit::leave,
              [](const std::string& sentence) { std::cerr << sentence << std::endl; }) {
    putPlanWithoutChance(configuration());
    system_.start();
    system_.awaitReady();
}

RunningSystem::~RunningSystem() {
    system_.stop();
    if (testing::Test::HasFailure())
        for (const auto program : {Program::server, Program::listener, Program::worker})
            printEndOf(system_.logOf(program));
}

void RunningSystem::start(Program program) {
    system_.start(program);
    system_.awaitReady();
}

RunningSystem::Person RunningSystem::addPerson(const std::string& name, const std::vector<Role>& roles,
                                               const std::string& staffCode) {
    const Person person{name, "correct horse battery " + name};
    ConnectionPool pool(configuration(), DatabaseRole::app, 1);
    Transaction transaction(pool);
    NewAccount account;
    account.name = name;
    account.displayName = name;
    account.staffCode = staffCode;
    account.password = person.password;
    account.roles = roles;
    AccountRepository(transaction.session()).create(account);
    transaction.commit();
    return person;
}

}  // namespace overread::tests
