#include <gtest/gtest.h>

#include <thread>

#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/sign_in.h"
#include "server/database/transaction.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using tests::FreshDatabase;

constexpr auto password = "correct horse battery staple";

class SigningIn : public testing::Test {
protected:
    void SetUp() override {
        Transaction transaction(pool_);
        reviewer_ = AccountRepository(transaction.session())
                        .create({"a.reader", "Anna Reader", "R-17", password, {Role::reviewer}, {}, ""});
        transaction.commit();
    }
    SignIn::Result open(const std::string& name, const std::string& typed) {
        return SignIn(pool_).open(name, typed, SessionTransport::bearer);
    }
    std::optional<SessionRepository::Authenticated> authenticate(const std::string& token) {
        Transaction transaction(pool_);
        auto found = SessionRepository(transaction.session()).authenticate(token);
        transaction.commit();
        return found;
    }
    /// As if so many wrong passwords had been typed at that time.
    void guessBefore(int times, const std::string& name, const std::string& ago) {
        database_.executeAsSuperuser("insert into identity.failed_sign_in (id, name, at) select gen_random_uuid(), '" +
                                     name + "', now() - interval '" + ago + "' from generate_series(1, " +
                                     std::to_string(times) + ")");
    }
    std::string tokenOf(const SignIn::Result& result) { return std::get<SignIn::Opened>(result).session.token; }

    FreshDatabase database_;
    ConnectionPool pool_{database_.configuration(), DatabaseRole::app, 8};
    UserId reviewer_;
};

TEST_F(SigningIn, opensASessionWithTheRightPassword) {
    const auto result = open("A.Reader", password);

    ASSERT_TRUE(std::holds_alternative<SignIn::Opened>(result));
    const auto found = authenticate(tokenOf(result));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->account.person, reviewer_);
    EXPECT_EQ(found->account.displayName, "Anna Reader");
    EXPECT_EQ(found->account.staffCode, "R-17");
    EXPECT_EQ(found->account.roles, std::vector{Role::reviewer});
    EXPECT_EQ(found->account.qualifications, (std::vector<std::string>{"doubleRead", "peerReview"}));
    EXPECT_FALSE(authenticate(tokenOf(result) + "x"));
}

TEST_F(SigningIn, refusesAWrongPasswordAndAnUnknownNameAlike) {
    EXPECT_TRUE(std::holds_alternative<SignIn::Refused>(open("a.reader", "wrong")));
    EXPECT_TRUE(std::holds_alternative<SignIn::Refused>(open("nobody", password)));
    EXPECT_TRUE(std::holds_alternative<SignIn::Refused>(open("", "")));
}

TEST_F(SigningIn, stopsAfterAHundredGuessesInAnHour) {
    guessBefore(99, "a.reader", "10 minutes");
    EXPECT_TRUE(std::holds_alternative<SignIn::Refused>(open("a.reader", "the hundredth"))) << "still answered";
    const auto stopped = open("a.reader", password);
    ASSERT_TRUE(std::holds_alternative<SignIn::TooManyGuesses>(stopped))
        << "the right one neither, or guessing would go on";
    const auto wait = std::get<SignIn::TooManyGuesses>(stopped).wait;
    EXPECT_LE(wait, std::chrono::minutes{50});
    EXPECT_GE(wait, std::chrono::minutes{45}) << "until the oldest is an hour old";
}

TEST_F(SigningIn, countsGuessesOfTheLastHourAndOfThatNameAlone) {
    guessBefore(500, "a.reader", "61 minutes");
    guessBefore(500, "somebody.else", "1 minute");
    EXPECT_TRUE(std::holds_alternative<SignIn::Opened>(open("a.reader", password)));
}

TEST_F(SigningIn, doesNotCountTheRightPassword) {
    guessBefore(98, "a.reader", "10 minutes");
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(std::holds_alternative<SignIn::Opened>(open("a.reader", password)));
}

TEST_F(SigningIn, countsGuessesThatComeAtTheSameTime) {
    guessBefore(96, "a.reader", "10 minutes");
    std::atomic<int> refused{0};
    std::atomic<int> stopped{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                const auto result = open("a.reader", "wrong");
                if (std::holds_alternative<SignIn::Refused>(result)) ++refused;
                if (std::holds_alternative<SignIn::TooManyGuesses>(result)) ++stopped;
            });
    }
    EXPECT_EQ(refused, 4);
    EXPECT_EQ(stopped, 4);
}

TEST_F(SigningIn, endsASessionWhenItIsClosed) {
    const auto token = tokenOf(open("a.reader", password));
    {
        Transaction transaction(pool_);
        SessionRepository(transaction.session()).close(token);
        transaction.commit();
    }
    EXPECT_FALSE(authenticate(token));
}

TEST_F(SigningIn, endsASessionAfterHalfAnHourWithoutARequest) {
    const auto token = tokenOf(open("a.reader", password));
    database_.executeAsSuperuser("update identity.session set last_used_at = now() - interval '29 minutes'");
    EXPECT_TRUE(authenticate(token)) << "and counts as a use";
    database_.executeAsSuperuser("update identity.session set last_used_at = last_used_at - interval '29 minutes'");
    EXPECT_TRUE(authenticate(token));
    database_.executeAsSuperuser("update identity.session set last_used_at = now() - interval '31 minutes'");
    EXPECT_FALSE(authenticate(token));
}

TEST_F(SigningIn, endsASessionAfterTwelveHoursInAll) {
    const auto result = open("a.reader", password);
    const auto expiresAt = std::get<SignIn::Opened>(result).session.expiresAt;
    Transaction transaction(pool_);
    const auto left = expiresAt - databaseNow(transaction.session());
    EXPECT_GT(left, std::chrono::hours(11));
    EXPECT_LE(left, std::chrono::hours(12));
    database_.executeAsSuperuser(
        "update identity.session set created_at = now() - interval '13 hours', "
        "expires_at = now() - interval '1 second', last_used_at = now()");
    EXPECT_FALSE(authenticate(tokenOf(result)));
}

TEST_F(SigningIn, endsTheSessionsOfADisabledAccount) {
    const auto token = tokenOf(open("a.reader", password));
    {
        Transaction transaction(pool_);
        AccountRepository(transaction.session()).disable("a.reader");
        transaction.commit();
    }
    EXPECT_FALSE(authenticate(token));
    EXPECT_TRUE(std::holds_alternative<SignIn::Refused>(open("a.reader", password)));
    Transaction transaction(pool_);
    EXPECT_THROW(AccountRepository(transaction.session()).disable("nobody"), NotFound);
}

TEST_F(SigningIn, storesNeitherPasswordNorToken) {
    const auto token = tokenOf(open("a.reader", password));
    Transaction transaction(pool_);
    std::string stored;
    transaction.session() << "select password_hash || (select string_agg(s::text, '') from identity.session s) || "
                             "(select string_agg(e::text, '') from audit.event e) from identity.account",
        soci::into(stored);
    EXPECT_EQ(stored.substr(0, 10), "$argon2id$");
    EXPECT_EQ(stored.find(password), std::string::npos);
    EXPECT_EQ(stored.find(token), std::string::npos);
}

TEST_F(SigningIn, isWrittenToTheTrail) {
    (void)open("a.reader", "wrong");
    (void)open("a.reader", password);
    Transaction transaction(pool_);
    std::vector<std::string> actions;
    for (const auto& event : AuditTrail(transaction.session()).about("account", reviewer_.text()))
        actions.push_back(event.event.action);
    EXPECT_EQ(actions, (std::vector<std::string>{"account.created", "signIn.refused", "signIn.opened"}));
}

TEST_F(SigningIn, refusesAccountsThatMayNotBe) {
    Transaction transaction(pool_);
    AccountRepository accounts(transaction.session());
    const auto refuses = [&](const NewAccount& account) {
        EXPECT_THROW((void)accounts.create(account), std::invalid_argument) << account.name;
    };
    refuses({"a.reader", "Taken", "", password, {Role::head}, {}, ""});
    refuses({"Upper", "Upper Case", "", password, {Role::head}, {}, ""});
    refuses({"short", "Short Password", "", "fourteen bytes", {Role::head}, {}, ""});
    refuses({"nothing", "No Role", "", password, {}, {}, ""});
    refuses({"second", "Second Account", "R-17", password, {Role::radiologist}, {}, ""});
    EXPECT_EQ(accounts.list().size(), 1u);
}

}  // namespace
}  // namespace overread
