#pragma once
#include <QList>
#include <QWidget>
#include <string>

class QPlainTextEdit;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace overread::client {

class ApiClient;

struct Recorded {
    QString words;  ///< "4F7K: CT-2 recorded."
    std::string handle;
};

/// What was locked today, the newest first. A slip of the key is reported here, as a signed note: the read stays as it
/// is.
class RecordedList final : public QWidget {
    Q_OBJECT
public:
    explicit RecordedList(ApiClient& api, QWidget* parent = nullptr);
    void show(const QList<Recorded>& recorded);
    void add(const Recorded& recorded);
    [[nodiscard]] const QList<Recorded>& recorded() const { return recorded_; }

private:
    void showRows();
    void askForNote(const Recorded& recorded);
    void sendNote();

    ApiClient& api_;
    QList<Recorded> recorded_;
    QVBoxLayout* rows_;
    QWidget* noteBox_;
    QLabel *noteTitle_, *noteState_;
    QPlainTextEdit* note_;
    QPushButton* keep_;
    std::string noteHandle_;
    QString noteKey_;
};

}  // namespace overread::client
