#pragma once
#include <QString>
#include <optional>
#include <string>

#include "reviewer-client/answers/draft.h"

namespace overread::client {

/// Drafts on this machine: one file per assignment, named by a hash of its random handle and encrypted under a key made
/// of it. The handle itself is on no disk: only whom the server still gives the assignment can read the draft. Kept for
/// 30 days, readable by this user alone.
class DraftStore {
public:
    explicit DraftStore(QString folder);
    /// Where this user's programs keep their data.
    [[nodiscard]] static QString usualFolder();

    /// Replaces the file in one step: a crash leaves the old draft or the new one. False where the disk refuses.
    bool save(const std::string& handle, const Draft& draft);
    [[nodiscard]] std::optional<Draft> load(const std::string& handle) const;
    void remove(const std::string& handle);
    void removeOld();  ///< older than 30 days

private:
    [[nodiscard]] QString pathOf(const std::string& handle) const;

    QString folder_;
};

}  // namespace overread::client
