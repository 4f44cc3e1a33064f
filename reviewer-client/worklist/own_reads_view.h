#pragma once
#include <QWidget>

#include "core/wire/own_read.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace overread::client {

class ApiClient;

/// The reader's own settled cases behind one of their figures, the newest first: own answer beside the settled one, and
/// the whole comparison of the one that is opened.
class OwnReadsView final : public QWidget {
    Q_OBJECT
public:
    explicit OwnReadsView(ApiClient& api, QWidget* parent = nullptr);
    /// `filter` as ApiClient::ownReads takes it.
    void open(const QString& title, const QString& filter);

signals:
    void closed();

private:
    void askForMore();
    void add(const wire::OwnReadRow& row);
    void showComparison(const std::string& handle, QVBoxLayout& place);

    ApiClient& api_;
    QString filter_;
    std::string cursor_;
    QLabel *title_, *state_;
    QVBoxLayout* rows_;
    QPushButton* more_;
};

}  // namespace overread::client
