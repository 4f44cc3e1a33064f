-- Why: rows of qa.report_sum are wide (hours, turnaround) and there is one a radiologist, scanner and span: adding up all of them took
-- 97 ms for the whole house and 76 ms for a list of 500 radiologists. The same sums stand here once for each facility, and
-- once more as bare counts. Triggers on qa.report_sum keep both, whoever writes it.

create table qa.facility_report_sum (
    facility   text not null,
    span       text not null check (span in ('month', 'quarter', 'year')),
    starts     date not null,
    reports    integer not null,
    cases      integer not null,
    grades     integer[] not null,
    hours      integer[] not null,
    turnaround integer[] not null,
    primary key (facility, span, starts)
) with (fillfactor = 80);
create index facility_report_sums_by_span on qa.facility_report_sum (span, starts);

create table qa.report_count (
    reporter uuid not null,
    facility text not null,
    scanner  text not null,
    span     text not null check (span in ('month', 'quarter', 'year')),
    starts   date not null,
    reports  integer not null,
    primary key (span, starts, reporter, facility, scanner)
) with (fillfactor = 80);

create function qa.add_report_totals(sums qa.report_sum[], sign integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
begin
    insert into qa.facility_report_sum as kept
    select s.facility, s.span, s.starts, sum(sign * s.reports), sum(sign * s.cases),
           (select array_agg(n order by i) from (select i, sum(sign * x.grades[i])::integer as n from unnest(sums) x, generate_series(1, 5) i
                where (x.facility, x.span, x.starts) = (s.facility, s.span, s.starts) group by i) g),
           (select array_agg(n order by i) from (select i, sum(sign * x.hours[i])::integer as n from unnest(sums) x, generate_series(1, 24) i
                where (x.facility, x.span, x.starts) = (s.facility, s.span, s.starts) group by i) g),
           (select array_agg(n order by i) from (select i, sum(sign * x.turnaround[i])::integer as n from unnest(sums) x, generate_series(1, 60) i
                where (x.facility, x.span, x.starts) = (s.facility, s.span, s.starts) group by i) g)
    from unnest(sums) s
    group by 1, 2, 3
    order by 1, 2, 3   -- every writer locks in this order
    on conflict (facility, span, starts) do update set
        reports = kept.reports + excluded.reports, cases = kept.cases + excluded.cases, grades = qa.plus(kept.grades, excluded.grades),
        hours = qa.plus(kept.hours, excluded.hours), turnaround = qa.plus(kept.turnaround, excluded.turnaround);
    insert into qa.report_count as kept
    select s.reporter, s.facility, s.scanner, s.span, s.starts, sum(sign * s.reports) from unnest(sums) s
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    on conflict (span, starts, reporter, facility, scanner) do update set reports = kept.reports + excluded.reports;
end
$$;

create function qa.keep_report_totals() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'INSERT' then perform qa.add_report_totals(array(select r::qa.report_sum from removed r), -1); end if;
    if tg_op <> 'DELETE' then perform qa.add_report_totals(array(select a::qa.report_sum from added a), 1); end if;
    return null;
end
$$;
create trigger keep_added_totals after insert on qa.report_sum referencing new table as added
    for each statement execute function qa.keep_report_totals();
create trigger keep_changed_totals after update on qa.report_sum referencing old table as removed new table as added
    for each statement execute function qa.keep_report_totals();

-- Makes both anew from qa.report_sum, and says how many rows were wrong.
create function qa.rebuild_report_totals() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wrong bigint;
    part record;
begin
    lock table qa.report_sum, qa.facility_report_sum, qa.report_count in share row exclusive mode;
    create temp table kept_facility on commit drop as table qa.facility_report_sum;
    create temp table kept_count on commit drop as table qa.report_count;
    delete from qa.facility_report_sum;
    delete from qa.report_count;
    for part in select distinct facility, span, starts from qa.report_sum loop
        perform qa.add_report_totals(array(select r from qa.report_sum r
            where (r.facility, r.span, r.starts) = (part.facility, part.span, part.starts)), 1);
    end loop;
    select (select count(*) from kept_facility k full join qa.facility_report_sum f using (facility, span, starts)
            where (coalesce(k.reports, 0), coalesce(k.cases, 0), coalesce(k.grades, array_fill(0, array[5])),
                   coalesce(k.hours, array_fill(0, array[24])), coalesce(k.turnaround, array_fill(0, array[60])))
                  is distinct from
                  (coalesce(f.reports, 0), coalesce(f.cases, 0), coalesce(f.grades, array_fill(0, array[5])),
                   coalesce(f.hours, array_fill(0, array[24])), coalesce(f.turnaround, array_fill(0, array[60]))))
         + (select count(*) from kept_count k full join qa.report_count f using (span, starts, reporter, facility, scanner)
            where coalesce(k.reports, 0) <> coalesce(f.reports, 0))
    into wrong;
    drop table kept_facility, kept_count;
    return wrong;
end
$$;

-- The rebuild of the sums empties qa.report_sum first: what is taken out there is taken out here.
create trigger keep_removed_totals after delete on qa.report_sum referencing old table as removed
    for each statement execute function qa.keep_report_totals();

select qa.rebuild_report_totals();

revoke all on function qa.add_report_totals, qa.rebuild_report_totals from public;
grant execute on function qa.rebuild_report_totals to overread_app;
grant select on qa.facility_report_sum, qa.report_count to overread_app, overread_worker, overread_report;
