#include "reviewer-client/series/case_supply.h"

#include "tests/reviewer-client/client_and_server.h"

// Qt's words (emit, signals) last.
#include <QTest>

/// The next case, ahead of time: reserved under a lease of its own, handed out, given back, lost.
namespace overread::client::tests {
namespace {

constexpr int patienceMs = 60'000;

class Supply : public ClientAndServer {
protected:
    /// A client without a window, signed in.
    struct Client {
        ApiClient api;
        CaseSupply supply{api};
    };
    std::unique_ptr<Client> aClient(const overread::tests::RunningSystem::Person& person) {
        auto client = std::make_unique<Client>();
        bool isIn = false;
        client->api.signIn(QUrl(QString::fromStdString(house_->system.url())), QString::fromStdString(person.name),
                           QString::fromStdString(person.password), &client->api,
                           [&](const Answer<wire::SessionOpened>& answer) {
                               isIn = std::holds_alternative<wire::SessionOpened>(answer);
                           });
        EXPECT_TRUE(QTest::qWaitFor([&] { return isIn; }, patienceMs));
        return client;
    }
    /// What the supply answers to one request.
    static Answer<std::optional<SuppliedCase>> next(Client& client) {
        std::optional<Answer<std::optional<SuppliedCase>>> got;
        client.supply.next([&](Answer<std::optional<SuppliedCase>> answer) { got = std::move(answer); });
        EXPECT_TRUE(QTest::qWaitFor([&] { return got.has_value(); }, patienceMs));
        return std::move(*got);
    }
    static std::optional<SuppliedCase> nextCase(Client& client) {
        auto answer = next(client);
        EXPECT_TRUE(std::holds_alternative<std::optional<SuppliedCase>>(answer));
        return std::move(std::get<std::optional<SuppliedCase>>(answer));
    }
    static wire::Worklist worklist(Client& client) {
        std::optional<wire::Worklist> got;
        client.api.worklist(&client.api, [&](const Answer<wire::Worklist>& answer) {
            if (const auto* list = std::get_if<wire::Worklist>(&answer)) got = *list;
        });
        EXPECT_TRUE(QTest::qWaitFor([&] { return got.has_value(); }, patienceMs));
        return got.value_or(wire::Worklist{});
    }
    bool awaitWaiting(Client& client, int cases) {
        return QTest::qWaitFor([&] { return worklist(client).waiting == cases; }, patienceMs);
    }
    /// The handle of the reserved case, which the client does not show: the one task held beside the open one.
    static std::string awaitReserved(Client& client, const std::string& open) {
        std::string reserved;
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                for (const auto& held : worklist(client).held)
                    if (held.handle != open && client.supply.holds(held.handle)) reserved = held.handle;
                return !reserved.empty();
            },
            patienceMs));
        return reserved;
    }
};

TEST_F(Supply, handsOutTheReservedCaseAndGivesBackWhatIsNotRead) {
    const auto first = aClient(aReader());
    const auto second = aClient(aReader());
    for (int i = 0; i < 2; ++i) sendPhantom(12, Grade::ct1, 12);
    ASSERT_TRUE(awaitWaiting(*first, 2));

    const auto open = nextCase(*first);
    ASSERT_TRUE(open);
    first->supply.reserveAhead();
    first->supply.reserveAhead();  // once is enough
    const auto reserved = awaitReserved(*first, open->assignment.handle);
    EXPECT_EQ(worklist(*first).held.size(), 2u);
    EXPECT_FALSE(nextCase(*second)) << "what is reserved is nobody else's";

    // Given back it is anybody's; the next wish asks the server anew.
    first->supply.giveBack();
    EXPECT_FALSE(first->supply.holds(reserved));
    ASSERT_TRUE(awaitWaiting(*second, 1));
    first->supply.reserveAhead();
    const auto again = awaitReserved(*first, open->assignment.handle);
    EXPECT_NE(again, reserved) << "a lost lease takes its handle with it";

    // Handed out with its images, under a lease that begins now.
    const auto handed = nextCase(*first);
    ASSERT_TRUE(handed);
    EXPECT_EQ(handed->assignment.handle, again);
    EXPECT_FALSE(first->supply.holds(again));
    ASSERT_NE(handed->images, nullptr);
    EXPECT_TRUE(QTest::qWaitFor([&] { return handed->images->isComplete(); }, patienceMs));
    EXPECT_FALSE(nextCase(*first)) << "nothing waits";
}

TEST_F(Supply, neverShowsAReservationThatWasLost) {
    const auto client = aClient(aReader());
    for (int i = 0; i < 2; ++i) sendPhantom(12, Grade::ct1, 12);
    ASSERT_TRUE(awaitWaiting(*client, 2));
    const auto open = nextCase(*client);
    ASSERT_TRUE(open);
    client->supply.reserveAhead();
    const auto reserved = awaitReserved(*client, open->assignment.handle);

    // The night was long: the reservation's lease has ended, and the server took it back.
    house_->system.database().executeAsSuperuser(
        "update qa.assignment set lease_until = now() - interval '1 minute' "
        "where handle = '" +
        reserved + "'");
    ASSERT_TRUE(awaitWaiting(*client, 1));
    client->supply.renew();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !client->supply.holds(reserved); }, patienceMs));
    const auto next = nextCase(*client);
    ASSERT_TRUE(next);
    EXPECT_NE(next->assignment.handle, reserved);

    // After the session nothing is asked for in its name.
    house_->system.database().executeAsSuperuser("delete from identity.session");
    const auto refused = Supply::next(*client);
    ASSERT_TRUE(std::holds_alternative<Failure>(refused));
    EXPECT_EQ(std::get<Failure>(refused).kind, Failure::Kind::signedOut);
}

}  // namespace
}  // namespace overread::client::tests
