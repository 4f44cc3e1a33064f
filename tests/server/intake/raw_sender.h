#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overread::tests {

/// A DICOM sender that knows nothing of DICOM's data sets: it can send any bytes, stop anywhere and lie about lengths,
/// which no toolkit does. Talks to 127.0.0.1; a receive gives up after ten seconds.
class RawSender {
public:
    struct Proposal {
        std::string calledAe = "OVERREAD";
        std::string callingAe = "SCANNER";
        std::string sopClass = "1.2.840.10008.5.1.4.1.1.2";
        std::vector<std::string> transferSyntaxes{"1.2.840.10008.1.2"};
    };
    /// What came back to the association request.
    struct Answer {
        bool accepted = false;
        std::string transferSyntax;              ///< of the one context, where it was accepted
        int contextResult = -1;                  ///< 0 acceptance
        int result = 0, source = 0, reason = 0;  ///< of a rejection
        bool closed = false;                     ///< the connection ended without an answer
    };

    /// Connects from the given loopback address.
    explicit RawSender(int port, const std::string& from = "127.0.0.1");
    ~RawSender();
    RawSender(const RawSender&) = delete;
    RawSender& operator=(const RawSender&) = delete;

    [[nodiscard]] Answer associate(const Proposal& proposal);
    /// Status of the C-STORE response; none where the connection ended instead. `announcedClass`: in the command, where
    /// it differs from that of the context.
    [[nodiscard]] std::optional<int> store(const std::string& instanceUid, std::string_view dataSet,
                                           const std::string& announcedClass = "");
    /// Status of the C-ECHO response.
    [[nodiscard]] std::optional<int> echo();
    void release();

    void sendBytes(std::string_view bytes);
    /// The command of a C-STORE alone, its data set never comes.
    void beginStore(const std::string& instanceUid);
    /// One fragment of a data set.
    void sendData(std::string_view bytes, bool last);
    /// The next byte, whatever it means; none where the connection ended.
    [[nodiscard]] std::optional<char> receiveByte();
    /// True where the other side ended the connection (an A-ABORT counts), false after `milliseconds` of silence.
    [[nodiscard]] bool isEnded(int milliseconds);

private:
    [[nodiscard]] std::optional<std::string> receivePdu();
    [[nodiscard]] std::optional<int> receiveStatus();
    void sendCommand(std::string_view elements);

    int socket_ = -1;
    std::string sopClass_;
    std::uint16_t messageId_ = 0;
};

}  // namespace overread::tests
