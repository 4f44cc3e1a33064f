-- Why: the next task and the worklist are what a reader waits for. In one order by due time a look passed all that was reserved
-- for others and, for an arbiter, all double reads; the acquaintance of two people was looked for in everything that one of them
-- had read since a month and a half (docs/decisions/0075).

-- The reporter of the case, who never changes: what two people have read of each other is found by both at once.
alter table qa.assignment add column reporter uuid;
update qa.assignment a set reporter = c.reporter from qa.qa_case c where c.id = a.case_id;
alter table qa.assignment alter column reporter set not null;
create index acquaintances on qa.assignment (reporter, reviewer) where reviewer is not null and state <> 'cancelled';

-- The queue in its order, kind by kind, and what is reserved apart from it: each look begins at the first task that it may have.
drop index qa.waiting_assignments;
create index waiting_assignments on qa.assignment (kind, due_at, tie_break, id) where state = 'waiting' and reserved_for is null;
drop index qa.assignment_reserved_for_idx;
create index reserved_assignments on qa.assignment (reserved_for, due_at, tie_break, id)
    where state = 'waiting' and reserved_for is not null;

-- What somebody has in hand, apart from what they had: cancelled tasks keep the name and have no end.
create index assignments_in_hand on qa.assignment (reviewer) where state in ('held', 'blindLocked');
-- assignments_to_oversee begins with the same column.
drop index qa.open_assignments;
