-- Why: a study often holds several series, and one alone is measured and read. Whoever looks at a settled case must see which
-- one that was, against which others it stood and why these were left; nobody can find out again once objects were deleted.

alter table qa.study add column series_choice jsonb;  -- as core/wire writes SeriesChoice; null: indexed before this was kept
