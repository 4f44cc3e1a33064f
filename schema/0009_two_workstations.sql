-- A reviewer may open a held case on a second workstation. Only one of the two may write: otherwise the drafts overwrite
-- each other every ten seconds and what is submitted is a matter of luck. `workstation` is what that client calls itself,
-- random and of no meaning; empty until one has said so.
alter table qa.assignment add column workstation text not null default '' check (length(workstation) <= 64);

-- In which hours tasks usually come, for a reader for whom nothing waits. Rows arrive in the order of this column: a
-- summary of each block is enough and costs an insert nothing.
create index assignment_arrivals on qa.assignment using brin (created_at);
