#include "server/command_line/user_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "server/command_line/database_failures.h"
#include "server/command_line/password.h"
#include "server/command_line/program.h"
#include "server/database/account_repository.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

struct Options {
    std::string name;
    std::string displayName;
    std::string staffCode;
    std::string facility;
    std::string passwordFile;
    std::vector<std::string> roles;
    bool asJson = false;
};

std::vector<std::string> roleNames() {
    std::vector<std::string> names;
    for (const auto& [role, name] : Names<Role>::table) names.emplace_back(name);
    return names;
}

void add(const Options& options) {
    NewAccount account{
        options.name, options.displayName, options.staffCode, passwordOf(options.name, options.passwordFile), {},
        {},           options.facility};
    for (const auto& name : options.roles) account.roles.push_back(valueNamed<Role>(name).value());
    const auto id = sayingWhatFailed([&] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        auto person = AccountRepository(transaction.session()).create(account);
        transaction.commit();
        return person;
    });
    if (options.asJson)
        std::cout << nlohmann::json{{"id", id.text()}, {"name", options.name}}.dump() << std::endl;
    else
        std::cout << "added " << options.name << std::endl;
}

void disable(const Options& options) {
    sayingWhatFailed([&] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        AccountRepository(transaction.session()).disable(options.name);
        transaction.commit();
    });
    if (options.asJson)
        std::cout << nlohmann::json{{"name", options.name}, {"disabled", true}}.dump() << std::endl;
    else
        std::cout << "disabled " << options.name << "; its sessions have ended" << std::endl;
}

void list(const Options& options) {
    const auto accounts = sayingWhatFailed([] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        return AccountRepository(transaction.session()).list();
    });
    auto users = nlohmann::json::array();
    for (const auto& account : accounts) {
        std::vector<std::string> roles;
        for (const auto role : account.roles) roles.emplace_back(nameOf(role));
        users.push_back({{"id", account.person.text()},
                         {"name", account.name},
                         {"displayName", account.displayName},
                         {"staffCode", account.staffCode},
                         {"roles", roles},
                         {"facility", account.facility},
                         {"disabled", account.isDisabled}});
        if (options.asJson) continue;
        std::cout << account.name << "\t" << account.displayName << "\t" << CLI::detail::join(roles, ",")
                  << (account.isDisabled ? "\tdisabled" : "") << "\n";
    }
    if (options.asJson) std::cout << nlohmann::json{{"users", users}}.dump() << std::endl;
}

}  // namespace

void addUserCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "user", helpWith(R"(  ./overread user add a.reader --role reviewer --display-name "Anna Reader"
  printf '%s\n' "$PASSWORD" | ./overread user add head1 --role head --display-name "Head" --facility CENTRE-1
  ./overread user list
  ./overread user disable a.reader
)",
                         "Accounts. A password is typed, or is the first line of standard input or of "
                         "--password-file; it is no flag, since flags are seen by everybody."));
    command->require_subcommand(1);
    const auto then = [options, &exitCode](CLI::App* subcommand, void (*act)(const Options&)) {
        subcommand->add_flag("--json", options->asJson, "one JSON object on standard output");
        subcommand->callback([options, act, &exitCode] {
            act(*options);
            exitCode = static_cast<int>(ExitCode::done);
        });
    };

    auto* adding = command->add_subcommand("add", "adds an account");
    adding->add_option("NAME", options->name, "what is typed at sign-in")->required();
    adding->add_option("--role", options->roles, "may be given several times")
        ->required()
        ->check(CLI::IsMember(roleNames()));
    adding->add_option("--display-name", options->displayName, "as colleagues know them")->required();
    adding->add_option("--staff-code", options->staffCode, "of a radiologist who signs reports");
    adding->add_option("--facility", options->facility, "of a head: their own; none: all facilities");
    adding->add_option("--password-file", options->passwordFile, "its first line is the password");
    then(adding, add);

    then(command->add_subcommand("list", "lists all accounts"), list);

    auto* disabling = command->add_subcommand("disable", "ends an account and its sessions");
    disabling->add_option("NAME", options->name, "which one")->required();
    then(disabling, disable);
}

}  // namespace overread
