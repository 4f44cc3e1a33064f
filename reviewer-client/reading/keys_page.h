#pragma once
#include <QAction>
#include <QScrollArea>

namespace overread::client {

/// F1: every key of the images with what it does, and those of the questions.
class KeysPage final : public QScrollArea {
    Q_OBJECT
public:
    explicit KeysPage(const QList<QAction*>& imageActions, QWidget* parent = nullptr);
};

}  // namespace overread::client
