-- Why: what measures by itself, the built-in measurement and services outside, is judged as readers are, and each of its
-- numbers opens its cases. One row says what a service answered in one settled case that counts; the sums follow from the rows.
-- Both are kept by triggers, as all figures are (docs/decisions/0080).

create table qa.service_answer (
    case_id       uuid not null references qa.qa_case,
    service       text not null check (service <> ''),    -- 'overread': the built-in measurement
    facility      text not null,
    scanner       text not null,
    design        text not null check (design in ('doubleRead', 'peerReview')),
    settled_at    timestamptz not null,
    probability   double precision not null,
    settled_grade qa.grade not null,
    grade         qa.grade,                  -- null: it refused
    apart         double precision,          -- stated minus its involvement, in points
    readers       integer not null,          -- double reads of the case that were locked ...
    agreed        integer not null,          -- ... and gave its grade, which they saw afterwards
    minutes       double precision,          -- from the images to its result
    primary key (service, case_id)
);
create index on qa.service_answer (case_id);
create index on qa.service_answer (service, settled_at);

create table qa.service_sum (
    service     text not null,
    facility    text not null,
    design      text not null,
    span        text not null check (span in ('month', 'quarter', 'year')),
    starts      date not null,
    band        smallint not null,
    n           integer not null,            -- answered with a grade
    weight      double precision not null,
    weight2     double precision not null,
    refused     integer not null,
    confusion   integer[] not null,          -- 25 cells: its grade row by row, columns settled
    pairs       integer not null,
    difference  double precision not null,
    difference2 double precision not null,
    readers     integer not null,
    agreed      integer not null,
    minutes     integer[] not null,          -- buckets of qa.bucket_of
    primary key (service, facility, design, span, starts, band)
) with (fillfactor = 80);
create index service_sums_by_span on qa.service_sum (span, starts);

-- What the services answered in those of these cases that count: settled, drawn with a known probability, not under dispute.
create function qa.service_truth(cases uuid[]) returns setof qa.service_answer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id, x.service, c.facility, c.scanner, c.first_task, c.settled_at, c.design_probability, c.settled_grade, x.grade,
           c.stated_percent - x.total, r.locked::integer, r.agreed::integer,
           case when x.at >= s.indexed_at then extract(epoch from x.at - s.indexed_at) / 60 end
    from qa.qa_case c
    join qa.study s on s.id = c.study_id
    cross join lateral (
        select 'overread' as service, q.grade::text as grade, q.involvement_total::float8 as total, q.measured_at as at
        from qa.quantification q where q.study_id = c.study_id and q.status in ('measured', 'refused')
        union all
        -- The latest of its objects: a service may send a segmentation and a report.
        (select distinct on (1) coalesce(nullif(o.service, ''), 'unnamed'), o.grade::text, o.involvement_total::float8, o.received_at
         from qa.outside_result o where o.study_id = c.study_id and o.service <> 'overread' order by 1, o.received_at desc, o.id)
    ) x
    cross join lateral (
        select count(*) as locked, count(*) filter (where r.grade = x.grade) as agreed
        from qa.read r where r.case_id = c.id and r.kind = 'doubleRead'
    ) r
    where c.id = any (cases) and c.settled_at is not null and c.design_probability is not null
      and c.state not in ('disputed', 'panel') and c.first_task in ('doubleRead', 'peerReview')
$$;

create function qa.add_service_sums(answers qa.service_answer[], sign integer) returns void
language sql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
    insert into qa.service_sum as kept
    select a.service, a.facility, a.design, span.name, qa.span_start(span.name, a.settled_at), qa.band_of(a.probability),
           sum(sign * f.counts), sum(sign * f.counts / a.probability), sum(sign * f.counts / a.probability / a.probability),
           sum(sign * (1 - f.counts)), qa.tally(25, qa.cell_of(a.grade, a.settled_grade), sign)::integer[],
           sum(sign * (a.apart is not null)::integer), sum(sign * coalesce(a.apart, 0)), sum(sign * coalesce(a.apart * a.apart, 0)),
           sum(sign * f.counts * a.readers), sum(sign * f.counts * a.agreed),
           qa.tally(60, case when a.minutes is not null then qa.bucket_of(a.minutes) end, sign)::integer[]
    from unnest(answers) a
    cross join lateral (select (a.grade is not null)::integer as counts) f
    cross join (values ('month'), ('quarter'), ('year')) span (name)
    group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 4, 5, 6   -- every writer locks in this order
    on conflict (service, facility, design, span, starts, band) do update set
        n = kept.n + excluded.n, weight = kept.weight + excluded.weight, weight2 = kept.weight2 + excluded.weight2,
        refused = kept.refused + excluded.refused, confusion = qa.plus(kept.confusion, excluded.confusion),
        pairs = kept.pairs + excluded.pairs, difference = kept.difference + excluded.difference,
        difference2 = kept.difference2 + excluded.difference2, readers = kept.readers + excluded.readers,
        agreed = kept.agreed + excluded.agreed, minutes = qa.plus(kept.minutes, excluded.minutes)
$$;

create function qa.keep_service_sums() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'INSERT' then perform qa.add_service_sums(array(select r::qa.service_answer from removed r), -1); end if;
    if tg_op <> 'DELETE' then perform qa.add_service_sums(array(select a::qa.service_answer from added a), 1); end if;
    return null;
end
$$;
-- By statement: a rebuild inserts a month at once.
create trigger keep_added_answers after insert on qa.service_answer referencing new table as added
    for each statement execute function qa.keep_service_sums();
create trigger keep_changed_answers after update on qa.service_answer referencing old table as removed new table as added
    for each statement execute function qa.keep_service_sums();
create trigger keep_removed_answers after delete on qa.service_answer referencing old table as removed
    for each statement execute function qa.keep_service_sums();

-- Makes the rows of these cases what they have to be. Every change that may touch one comes here.
create function qa.refresh_service_answers(cases uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wanted constant qa.service_answer[] := array(select t from qa.service_truth(cases) t);
begin
    delete from qa.service_answer a
    where a.case_id = any (cases) and not exists (select from unnest(wanted) w where (w.case_id, w.service) = (a.case_id, a.service));
    insert into qa.service_answer as a select w.* from unnest(wanted) w
    on conflict (service, case_id) do update set
        facility = excluded.facility, scanner = excluded.scanner, design = excluded.design, settled_at = excluded.settled_at,
        probability = excluded.probability, settled_grade = excluded.settled_grade, grade = excluded.grade, apart = excluded.apart,
        readers = excluded.readers, agreed = excluded.agreed, minutes = excluded.minutes
    where a is distinct from excluded;
end
$$;

create function qa.keep_answers_of_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform qa.refresh_service_answers(array[new.id]);
    return null;
end
$$;
create trigger keep_service_answers after update on qa.qa_case for each row
    when ((new.settled_at, new.settled_grade, new.facility, new.scanner, new.first_task, new.design_probability, new.stated_percent,
           new.study_id, new.state in ('disputed', 'panel'))
          is distinct from
          (old.settled_at, old.settled_grade, old.facility, old.scanner, old.first_task, old.design_probability, old.stated_percent,
           old.study_id, old.state in ('disputed', 'panel')))
    execute function qa.keep_answers_of_case();

-- A result may come after the settlement, or while it is being written: whoever comes second waits and sees the other.
create function qa.keep_answers_of_study() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    cases uuid[];
begin
    with touched as (select c.id from qa.qa_case c where c.study_id = new.study_id for share)
    select array_agg(id) into cases from touched;
    if cases is not null then perform qa.refresh_service_answers(cases); end if;
    return null;
end
$$;
create trigger keep_service_answers after insert or update on qa.quantification for each row
    when (new.status <> 'pending') execute function qa.keep_answers_of_study();
create trigger keep_service_answers after insert or update on qa.outside_result for each row
    execute function qa.keep_answers_of_study();

-- Makes rows and sums anew from the cases, and says how many of the kept sums were wrong.
create function qa.rebuild_service_figures() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wrong bigint;
    part date;
begin
    lock table qa.service_answer, qa.service_sum in share row exclusive mode;
    create temp table kept_service on commit drop as table qa.service_sum;
    delete from qa.service_answer;
    for part in select distinct qa.span_start('month', settled_at) from qa.qa_case where settled_at is not null order by 1 loop
        insert into qa.service_answer
        select * from qa.service_truth(array(select c.id from qa.qa_case c
            where c.settled_at >= part::timestamp at time zone 'UTC'
              and c.settled_at < (part + interval '1 month') at time zone 'UTC'));
    end loop;
    -- What the triggers made of that is left aside: a database that is being filled has them switched off.
    delete from qa.service_sum;
    for part in select distinct qa.span_start('month', settled_at) from qa.service_answer order by 1 loop
        perform qa.add_service_sums(array(select a from qa.service_answer a
            where a.settled_at >= part::timestamp at time zone 'UTC'
              and a.settled_at < (part + interval '1 month') at time zone 'UTC'), 1);
    end loop;
    select count(*) into wrong
    from kept_service k full join qa.service_sum f using (service, facility, design, span, starts, band)
    where (coalesce(k.n, 0), coalesce(k.refused, 0), coalesce(k.pairs, 0), coalesce(k.readers, 0), coalesce(k.agreed, 0),
           coalesce(k.confusion, array_fill(0, array[25])), coalesce(k.minutes, array_fill(0, array[60])))
          is distinct from
          (coalesce(f.n, 0), coalesce(f.refused, 0), coalesce(f.pairs, 0), coalesce(f.readers, 0), coalesce(f.agreed, 0),
           coalesce(f.confusion, array_fill(0, array[25])), coalesce(f.minutes, array_fill(0, array[60])))
       or abs(coalesce(k.weight, 0) - coalesce(f.weight, 0)) > 1e-9 * greatest(1, f.weight)
       or abs(coalesce(k.difference2, 0) - coalesce(f.difference2, 0)) > 1e-6 * greatest(1, f.difference2);
    drop table kept_service;
    return wrong;
end
$$;

-- What was settled before.
select qa.rebuild_service_figures();

revoke all on function qa.service_truth, qa.add_service_sums, qa.refresh_service_answers, qa.rebuild_service_figures from public;
grant execute on function qa.rebuild_service_figures to overread_app;
grant select on qa.service_answer, qa.service_sum to overread_app, overread_worker, overread_report;
