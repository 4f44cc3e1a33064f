#pragma once
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace overread::client {

class Form;
class MainButton;

/// The form, under it what follows from the answers, how much of the images was seen, and Submit.
class AnswersPage final : public QWidget {
    Q_OBJECT
public:
    explicit AnswersPage(QWidget* parent = nullptr);

    void useForm(Form* form);  ///< takes it over; the one before goes
    [[nodiscard]] Form& form() { return *form_; }
    [[nodiscard]] const Form& form() const { return *form_; }
    [[nodiscard]] MainButton& submit() { return *submit_; }
    void showNotShown(int missing, int slices);  ///< of 0 slices: nothing is said
    void focusFirstOpen();                       ///< Submit, where nothing is open

signals:
    void changed();
    void refused(const QString& why);
    void submitWanted();
    void notShownWanted();

private:
    QVBoxLayout* formPlace_;
    QLabel *consequence_, *notShown_;
    QPushButton* jump_;
    MainButton* submit_;
    Form* form_ = nullptr;
};

}  // namespace overread::client
