#pragma once
#include <QObject>
#include <memory>

#include "core/wire/assignment.h"
#include "reviewer-client/series/series_loader.h"

namespace overread::client {

class Viewer;

/// The images of one case: the current study's first, then the prior's, and after the lock the masks. Made when the
/// case is reserved, so that they may be there before it is opened, or when it is.
class CaseImages final : public QObject {
    Q_OBJECT
public:
    explicit CaseImages(ApiClient& api, const wire::Assignment& assignment, QObject* parent = nullptr);

    /// Why there is nothing to read, in the reader's language; empty: there is.
    [[nodiscard]] const QString& problem() const { return problem_; }
    void fetch();  ///< the current study; once, later calls do nothing
    [[nodiscard]] bool isComplete() const;
    /// From now on what comes is shown there, and what is looked at comes first; then the prior study is fetched too.
    /// The viewer must outlive this.
    void showIn(Viewer& viewer);
    void showMasks(int slice);  ///< after the lock alone: fetched, and switched on at that slice

signals:
    void complete();  ///< the current study has come
    void gone();      ///< the server gives no more images of this assignment

private:
    std::unique_ptr<SeriesLoader> current_, prior_;
    int daysBefore_ = 0;
    QString problem_;
    Viewer* viewer_ = nullptr;
};

}  // namespace overread::client
