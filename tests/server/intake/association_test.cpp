// Who may associate, and what a silent or lying sender can do. No database: none is opened before the first C-STORE.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "server/intake/presentation_contexts.h"
#include "server/intake/sources.h"
#include "tests/server/intake/raw_sender.h"
#include "tests/server/intake/running_listener.h"

namespace overread::tests {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

const std::string verification = "1.2.840.10008.1.1";

class Association : public testing::Test {
protected:
    Association() {
        char folder[] = "/tmp/overread-intake-XXXXXX";
        folder_ = ::mkdtemp(folder);
        configuration_.storePath = folder_ / "store";
        configuration_.dicomAeTitle = "OVERREAD";
        configuration_.dicomSources = {{"SCANNER", "127.0.0.1"}, {"OTHER", "127.0.0.2"}};
    }
    ~Association() override { std::filesystem::remove_all(folder_); }

    static RawSender::Proposal echoFrom(const std::string& callingAe) {
        return {.calledAe = "OVERREAD", .callingAe = callingAe, .sopClass = verification};
    }
    static bool echoes(int port) {
        RawSender sender(port);
        return sender.associate(echoFrom("SCANNER")).accepted && sender.echo() == 0;
    }

    std::filesystem::path folder_;
    Configuration configuration_;
};

TEST_F(Association, answersAnEcho) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    EXPECT_TRUE(sender.associate(echoFrom("SCANNER")).accepted);
    EXPECT_EQ(sender.echo(), 0);
    EXPECT_EQ(sender.echo(), 0);
    sender.release();
}

TEST_F(Association, isRejectedToAnUnknownCallerAndToAKnownOneFromElsewhereAlike) {
    const RunningListener listener(configuration_);
    for (const auto& [title, from] : {std::pair{"STRANGER", "127.0.0.1"}, std::pair{"SCANNER", "127.0.0.2"}}) {
        RawSender sender(listener.port(), from);
        const auto answer = sender.associate(echoFrom(title));
        EXPECT_FALSE(answer.accepted);
        EXPECT_EQ(std::vector<int>({answer.result, answer.source, answer.reason}), std::vector<int>({1, 1, 3}))
            << title;
    }
}

TEST_F(Association, isRejectedWhereAnotherTitleIsCalled) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    const auto answer = sender.associate({.calledAe = "ARCHIVE", .callingAe = "SCANNER", .sopClass = verification});
    EXPECT_FALSE(answer.accepted);
    EXPECT_EQ(std::vector<int>({answer.result, answer.source, answer.reason}), std::vector<int>({1, 1, 7}));
}

TEST_F(Association, isWithNobodyWhereNoSourceIsConfigured) {
    configuration_.dicomSources.clear();
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    EXPECT_FALSE(sender.associate(echoFrom("SCANNER")).accepted);
}

TEST_F(Association, takesTheFirstSyntaxOfOurOrderWhateverTheSendersIs) {
    const RunningListener listener(configuration_);
    const auto chosenOf = [&](std::vector<std::string> proposed) {
        RawSender sender(listener.port());
        return sender.associate({.transferSyntaxes = std::move(proposed)}).transferSyntax;
    };
    const std::string implicit = "1.2.840.10008.1.2";
    const std::string explicitLittle = "1.2.840.10008.1.2.1";
    const std::string lossless = "1.2.840.10008.1.2.4.70";
    const std::string lossy = "1.2.840.10008.1.2.4.50";
    EXPECT_EQ(chosenOf({implicit, lossy, lossless, explicitLittle}), lossless);
    EXPECT_EQ(chosenOf({lossy, implicit}), implicit);
    EXPECT_EQ(chosenOf({implicit, explicitLittle}), explicitLittle);
    EXPECT_EQ(chosenOf({lossy}), lossy);
}

TEST_F(Association, refusesTheContextOfAnUnknownClassAndOfHtj2k) {
    const RunningListener listener(configuration_);
    RawSender unknownClass(listener.port());
    EXPECT_FALSE(unknownClass.associate({.sopClass = "1.2.840.10008.5.1.4.1.1.481.3"}).accepted);
    RawSender htj2k(listener.port());
    EXPECT_FALSE(htj2k.associate({.transferSyntaxes = {"1.2.840.10008.1.2.4.201"}}).accepted);
}

TEST_F(Association, ofAnHonestSenderIsNotDelayedByTwoHundredSilentConnections) {
    const RunningListener listener(configuration_);
    std::vector<std::unique_ptr<RawSender>> silent;
    for (int i = 0; i < 200; ++i) silent.push_back(std::make_unique<RawSender>(listener.port()));
    const auto start = Clock::now();
    EXPECT_TRUE(echoes(listener.port()));
    EXPECT_LT(Clock::now() - start, 1s);
}

TEST_F(Association, overTheLimitOfOneSourceIsRejectedForAMoment) {
    const RunningListener listener(configuration_, {}, {.associationsOfOneSource = 2});
    RawSender first(listener.port());
    RawSender second(listener.port());
    RawSender third(listener.port());
    EXPECT_TRUE(first.associate(echoFrom("SCANNER")).accepted);
    EXPECT_TRUE(second.associate(echoFrom("SCANNER")).accepted);
    const auto answer = third.associate(echoFrom("SCANNER"));
    EXPECT_EQ(std::vector<int>({answer.result, answer.source, answer.reason}), std::vector<int>({2, 3, 1}));
    RawSender other(listener.port(), "127.0.0.2");
    EXPECT_TRUE(other.associate(echoFrom("OTHER")).accepted) << "another source has its own share";
}

TEST_F(Association, endsWhereTheRequestDoesNotCome) {
    const RunningListener listener(configuration_, {.request = 1s});
    RawSender silent(listener.port());
    EXPECT_TRUE(silent.isEnded(5000));
}

TEST_F(Association, endsWhereTheRequestDripsInByBytes) {
    const RunningListener listener(configuration_, {.request = 1s, .silence = 30s});
    RawSender slow(listener.port());
    bool ended = false;
    for (int i = 0; i < 50 && !ended; ++i) {
        slow.sendBytes(std::string(1, i == 0 ? '\1' : '\0'));
        ended = slow.isEnded(200);
    }
    EXPECT_TRUE(ended);
}

TEST_F(Association, endsWhereItIsIdle) {
    const RunningListener listener(configuration_, {.idle = 1s});
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate(echoFrom("SCANNER")).accepted);
    EXPECT_TRUE(sender.isEnded(5000));
}

TEST_F(Association, endsAtAPduThatIsLongerThanAgreed) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    sender.sendBytes(std::string("\4\0\377\377\377\377", 6) + std::string(1000, 'x'));
    EXPECT_TRUE(sender.isEnded(5000));
    EXPECT_TRUE(echoes(listener.port())) << "the listener lives";
}

TEST_F(Association, withBytesThatAreNoDicomEnds) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    sender.sendBytes("GET / HTTP/1.1\r\nHost: overread\r\n\r\n");
    EXPECT_TRUE(sender.isEnded(5000));
    EXPECT_TRUE(echoes(listener.port()));
}

TEST_F(Association, stopsWithTheListener) {
    RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate(echoFrom("SCANNER")).accepted);
    const auto start = Clock::now();
    EXPECT_EQ(listener.stop(), 0);
    EXPECT_LT(Clock::now() - start, 5s) << "an idle association holds up nothing";
    EXPECT_TRUE(sender.isEnded(1000));
}

TEST_F(Association, hasNagleOffOnItsSocket) {
    // The loop itself with a child that only tells what its socket is like.
    AcceptLoop loop(0, {}, [](const Connection& connection) {
        int noDelay = 0;
        socklen_t length = sizeof noDelay;
        ::getsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &noDelay, &length);
        const char answer = noDelay != 0 ? 'y' : 'n';
        return ::send(connection.socket, &answer, 1, 0) == 1 ? 0 : 1;
    });
    const pid_t process = ::fork();
    if (process == 0) {
        loop.run();
        ::_exit(0);
    }
    RawSender sender(loop.port());
    EXPECT_EQ(sender.receiveByte(), 'y');
    ::kill(process, SIGTERM);
    ::waitpid(process, nullptr, 0);
}

TEST(Sources, areTitleAndAddressTogether) {
    const std::vector<DicomSource> sources{{"SCANNER", "10.0.0.1"}, {"*", "localhost"}};
    EXPECT_TRUE(isKnown(sources, "SCANNER", "10.0.0.1"));
    EXPECT_FALSE(isKnown(sources, "SCANNER", "10.0.0.2"));
    EXPECT_FALSE(isKnown(sources, "OTHER", "10.0.0.1"));
    EXPECT_TRUE(isKnown(sources, "ANYBODY", "127.0.0.1"));
}

}  // namespace
}  // namespace overread::tests
