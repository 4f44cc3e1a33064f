#pragma once
#include <QObject>
#include <string>

#include "core/wire/assignment.h"

namespace overread::client {

class ApiClient;
class ImageSide;
class RevealLoader;
class RevealPanel;

/// What follows the lock: the comparison is fetched and shown, with masks at the slice of greatest difference, and
/// notes are kept.
class AfterLock final : public QObject {
    Q_OBJECT
public:
    /// All are borrowed and must outlive it.
    AfterLock(ApiClient& api, std::string handle, ImageSide& images, RevealPanel& panel, QObject* parent = nullptr);
    void begin();

signals:
    void nextWanted();
    void imagesWanted();  ///< they show the difference; the keyboard belongs there

private:
    void show(const wire::Reveal& reveal);
    void addNote(const QString& key, const QString& text);

    ApiClient& api_;
    std::string handle_;
    ImageSide& images_;
    RevealPanel& panel_;
    RevealLoader* loader_;
    int differenceSlice_ = 0;
};

}  // namespace overread::client
