#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "server/command_line/program.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using nlohmann::json;

struct Ran {
    int exitCode;
    std::string output;
    std::string errors;
    [[nodiscard]] json answer() const { return json::parse(output); }
};

/// Runs commands of `overread` against a database of its own, found through the environment as always.
class Administration : public testing::Test {
protected:
    Administration() {
        setenv("OVERREAD_HOME", database_.configuration().home.c_str(), 1);
        setenv("OVERREAD_DATABASE_NAME", database_.configuration().databaseName.c_str(), 1);
    }
    ~Administration() override {
        unsetenv("OVERREAD_HOME");
        unsetenv("OVERREAD_DATABASE_NAME");
    }
    static Ran run(std::initializer_list<const char*> arguments, const std::string& input = {}) {
        std::vector<const char*> argv{"overread"};
        argv.insert(argv.end(), arguments);
        std::istringstream in(input);
        auto* const formerIn = std::cin.rdbuf(in.rdbuf());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exitCode = runProgram(static_cast<int>(argv.size()), argv.data());
        std::cin.rdbuf(formerIn);
        return {exitCode, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
    }

    tests::FreshDatabase database_;
};

TEST_F(Administration, addsListsAndDisablesAnAccount) {
    const auto added = run({"user", "add", "a.reader", "--role", "reviewer", "--role", "arbiter", "--display-name",
                            "Anna Reader", "--json"},
                           "correct horse battery staple\n");
    ASSERT_EQ(added.exitCode, 0) << added.output << added.errors;
    EXPECT_EQ(added.answer().at("name"), "a.reader");

    auto users = run({"user", "list", "--json"}).answer().at("users");
    ASSERT_EQ(users.size(), 1u);
    EXPECT_EQ(users[0].at("roles"), (json{"reviewer", "arbiter"}));
    EXPECT_EQ(users[0].at("disabled"), false);

    EXPECT_EQ(run({"user", "disable", "a.reader"}).exitCode, 0);
    users = run({"user", "list", "--json"}).answer().at("users");
    EXPECT_EQ(users[0].at("disabled"), true);
}

TEST_F(Administration, readsAPasswordFromAFile) {
    const auto file = database_.configuration().secretsPath / "password";
    std::ofstream(file) << "correct horse battery staple\nnot this line\n";
    const auto path = file.string();
    EXPECT_EQ(run({"user", "add", "head1", "--role", "head", "--display-name", "Head", "--password-file", path.c_str()})
                  .exitCode,
              0);
}

TEST_F(Administration, refusesWhatIsNoAccountAndSaysWhy) {
    EXPECT_EQ(run({"user", "add", "x", "--role", "reviewer", "--display-name", "X"}, "too short\n").exitCode, 3);
    EXPECT_EQ(run({"user", "add", "x", "--role", "reviewer", "--display-name", "X"}, "").exitCode, 3);
    EXPECT_EQ(run({"user", "add", "x", "--role", "janitor", "--display-name", "X"}).exitCode, 2);
    EXPECT_EQ(run({"user", "add", "x", "--role", "head", "--display-name", "X", "--password", "p"}).exitCode, 2)
        << "a password is no flag";
    EXPECT_EQ(run({"user", "disable", "nobody"}).exitCode, 3);
}

TEST_F(Administration, verifiesTheTrailAndSaysWhereItIsBroken) {
    ASSERT_EQ(run({"user", "add", "a.reader", "--role", "reviewer", "--display-name", "Anna"},
                  "correct horse battery staple\n")
                  .exitCode,
              0);
    const auto whole = run({"audit", "verify", "--json"});
    EXPECT_EQ(whole.exitCode, 0);
    EXPECT_EQ(whole.answer().at("intact"), true);
    EXPECT_EQ(whole.answer().at("unsealed"), 1);

    database_.executeAsSuperuser(
        "insert into audit.chain (position, event_sequence, hash) values (0, 1, decode(repeat('00', 32), 'hex'))");
    const auto broken = run({"audit", "verify", "--json"});
    EXPECT_EQ(broken.exitCode, 1);
    EXPECT_EQ(broken.answer().at("problem").at("event"), 1);
}

TEST_F(Administration, migratesOnceAndSaysThatNothingIsLeftToDo) {
    const auto again = run({"migrate", "--json"});
    EXPECT_EQ(again.exitCode, 0);
    EXPECT_TRUE(again.answer().at("applied").empty());
    EXPECT_GE(again.answer().at("version"), 4);
}

TEST_F(Administration, saysThatNothingAnswersWhereThereIsNoDatabase) {
    setenv("OVERREAD_DATABASE_NAME", "overread_no_such_database", 1);
    const auto ran = run({"user", "list"});
    EXPECT_EQ(ran.exitCode, 4);
    EXPECT_NE(ran.errors.find("overread_no_such_database"), std::string::npos) << ran.errors;
}

}  // namespace
}  // namespace overread
