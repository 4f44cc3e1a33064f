-- Why: a reason may join a case after it was settled, when the measurement comes later than the review. What the figures count
-- by (main reason, flagged by the measurement) was filled at the settlement alone and stayed as it was.
drop trigger fill_figure_columns on qa.qa_case;
create trigger fill_figure_columns before update on qa.qa_case for each row
    when (new.settled_at is not null and (old.settled_at is null or new.report_version <> old.report_version
                                          or new.study_id is distinct from old.study_id
                                          or new.inclusion_probability is distinct from old.inclusion_probability
                                          or new.design_probability is distinct from old.design_probability))
    execute function qa.fill_figure_columns();
