#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "server/command_line/serve_command.h"
#include "server/database/account_repository.h"
#include "server/database/sign_in.h"
#include "server/database/transaction.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

TEST(FirstAdministrator, isOpenedOnceWithAPasswordThatOnlyTheFileKnows) {
    const tests::FreshDatabase database;
    const auto& configuration = database.configuration();
    std::filesystem::create_directories(configuration.home);

    const auto file = openFirstAdministrator(configuration);

    ASSERT_TRUE(file);
    struct stat status {};
    ASSERT_EQ(stat(file->c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    std::ostringstream text;
    text << std::ifstream(*file).rdbuf();
    const auto at = text.str().find("password: ");
    ASSERT_NE(at, std::string::npos);
    const auto password = text.str().substr(at + 10, text.str().size() - at - 11);

    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    SignIn signIn(pool);
    EXPECT_TRUE(std::holds_alternative<SignIn::Opened>(signIn.open("admin", password, SessionTransport::bearer)));
    EXPECT_TRUE(std::holds_alternative<SignIn::Refused>(signIn.open("admin", "admin", SessionTransport::bearer)));
    EXPECT_FALSE(openFirstAdministrator(configuration)) << "there is an account now";
}

}  // namespace
}  // namespace overread
