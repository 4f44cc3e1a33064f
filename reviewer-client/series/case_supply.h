#pragma once
#include <QObject>
#include <functional>
#include <memory>
#include <optional>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/series/case_images.h"

namespace overread::client {

/// A case to read, with its images as far as they have come.
struct SuppliedCase {
    wire::Assignment assignment;
    std::unique_ptr<CaseImages> images;
};

/// Gives the next case, and has the one after it ready: reserved under a lease of its own and fetched while the current
/// one is read. Reading time begins when a case is handed out. One session at a time; everything in the window's
/// thread.
class CaseSupply final : public QObject {
    Q_OBJECT
public:
    using Then = std::function<void(Answer<std::optional<SuppliedCase>>)>;

    explicit CaseSupply(ApiClient& api, QObject* parent = nullptr);  ///< borrows it
    ~CaseSupply() override;

    /// The reserved case, or else the server's next; none: nothing waits. One request at a time.
    void next(Then then);
    /// The images of a case that is open already, for example one that is resumed.
    [[nodiscard]] SuppliedCase resumed(wire::Assignment assignment);
    /// Reserves and fetches the next case unless that is done already. Call it when the open case's own images have
    /// come (CaseImages::complete).
    void reserveAhead();
    void renew();     ///< keeps the reserved case: call it when the open one's lease is renewed, which input does
    void giveBack();  ///< the reader pauses or goes: somebody else may take the reserved case
    void forget();    ///< the session has ended: nothing can be told to the server any more
    [[nodiscard]] bool holds(const std::string& handle) const { return reserved_ && reserved_->handle == handle; }

private:
    void ask(Then then);
    void hand(Then then);

    ApiClient& api_;
    std::optional<wire::Assignment> reserved_;
    std::unique_ptr<CaseImages> images_;
    bool isReserving_ = false;
    bool isUnwanted_ = false;  // given back before the answer came
    Then waiting_;             // asked for while the reservation was on its way
};

}  // namespace overread::client
