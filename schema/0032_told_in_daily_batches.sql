-- Why: many who report also read for others. Told at once what became of their own reports, they learn who has just read what. They
-- are told once a day: of feedback by its sent_at, which may lie ahead, and of a panel by told_at.
alter table qa.dispute add column told_at timestamptz check (told_at is null or decided_at is not null);
update qa.dispute set told_at = decided_at;
